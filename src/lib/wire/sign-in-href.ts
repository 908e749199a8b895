/** The sign-in that leads back to this page; a form that was sent without JavaScript has its act in the address. */
export const signInHref = ({ pathname, search }: URL): string =>
	`/login?${new URLSearchParams({ next: pathname + (search.startsWith('?/') ? '' : search) })}`;
