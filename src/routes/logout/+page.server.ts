import { redirect } from '@sveltejs/kit';
import { signOut } from '#lib/server/auth/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';
import { homeOf } from '../login/home-of.ts';

export const load: PageServerLoad = ({ locals: { actor } }) => ({
	person: actor?.kind === 'staff' ? { name: actor.name, role: actor.role, home: homeOf[actor.role] } : null
});

export const actions: Actions = {
	default: async (event) => {
		const { actor } = event.locals;
		await signOut(event);
		// The sign-in page clears what this person's forms have left in the browser.
		redirect(303, actor?.kind === 'staff' ? `/login?left=${actor.id}` : '/login');
	}
};
