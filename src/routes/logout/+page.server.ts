import { redirect } from '@sveltejs/kit';
import { signOut } from '#lib/server/auth/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';
import { homeOf } from '../login/home-of.ts';

export const load: PageServerLoad = ({ locals: { actor } }) => ({
	person: actor?.kind === 'staff' ? { name: actor.name, role: actor.role, home: homeOf[actor.role] } : null
});

export const actions: Actions = {
	default: async (event) => {
		await signOut(event);
		redirect(303, '/login');
	}
};
