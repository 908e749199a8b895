/** A member of staff who reads what there is to sign, for programs that play the whole staff; nobody of the database. */
export const resultReader = (congressId: string) =>
	({
		kind: 'staff',
		id: '',
		congressId,
		role: 'teller',
		name: '',
		username: '',
		unit: null,
		delegateNumber: null
	}) as const;
