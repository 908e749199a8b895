import type { StaffRole } from '../domain/accounts.ts';

/** One account, for the security administrator; never a password or what is kept of one. */
export type AccountView = {
	id: string;
	username: string;
	name: string;
	role: StaffRole;
	unit: string | null;
	delegate: { number: number; name: string } | null;
	disabled: boolean;
	/** The password is still the one that was handed over. */
	mustChangePassword: boolean;
	/** Sessions that are open now. */
	sessions: number;
	/** Of everything above that can be changed: what a form was filled in from. */
	version: string;
};

/** A responsible unit (责任单位) as the candidates name it, and who reports for it. */
export type UnitView = { unit: string; candidates: number; accounts: { id: string; username: string }[] };

/** One session of an account, for the security administrator: nothing that names it to anybody else. */
export type AccountSessionView = {
	device: string | null;
	startedAt: string;
	/** When its use last showed; `recent` where it may be in use now. */
	renewedAt: string;
	recent: boolean;
};

/** One of one's own sessions. */
export type SessionView = {
	/** The hash that the database keeps: it names a session and opens none. */
	id: string;
	device: string | null;
	startedAt: string;
	/** Of the session that asks. */
	here: boolean;
};
