import type { StaffActor } from '#lib/server/auth/actor.ts';

/** Where each member of staff works: the page that opens after signing in. */
export const homeOf = {
	office: '/admin',
	chair: '/chair',
	'chief-scrutineer': '/scrutineer',
	scrutineer: '/scrutineer',
	teller: '/scrutineer',
	department: '/tracker',
	supervision: '/tracker',
	'system-admin': '/system',
	'security-admin': '/people',
	'audit-admin': '/audit'
} as const satisfies Record<StaffActor['role'], string>;
