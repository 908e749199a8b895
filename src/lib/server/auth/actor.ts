import type { Role } from '../../domain/permissions.ts';

/** Who acts. A delegate who is also a scrutineer has two sessions: the law knows them as two offices. */
export type Actor = StaffActor | DelegateActor;

export type StaffActor = {
	kind: 'staff';
	id: string;
	congressId: string;
	role: Exclude<Role, 'delegate'>;
	/** What the audit chain calls this account. */
	username: string;
	name: string;
	unit: string | null;
	delegateNumber: number | null;
	/** The password is one that somebody else chose: nothing opens before it is changed. */
	mustChangePassword?: true;
	/** Which of the chair's consoles asks: the id of a browser tab, sent with each of its acts. */
	consoleId?: string;
};

export type DelegateActor = {
	kind: 'delegate';
	id: string;
	congressId: string;
	role: 'delegate';
	name: string;
	number: number;
	delegation: string;
	seat: string;
};

/** Who may act as this person: nobody yet, while the password is one that somebody else chose. */
export const trustedActor = (actor: Actor): Actor | null =>
	actor.kind === 'staff' && actor.mustChangePassword ? null : actor;
