import { expect } from 'vitest';
import { advisoryLocks } from '#lib/server/db/advisory-locks.ts';
import { eventually } from './eventually.ts';
import type { KillableServer } from './killable-server.ts';
import type { Screens, Shown } from './screens.ts';

/** An act of the desk whose server is killed in the middle of it. */
export type KilledAct = {
	act: () => Promise<unknown>;
	/** What the database has of it, in a word. */
	truth: () => Promise<string>;
	before: string;
	after: string;
	/** The same word from the screens that tell of it. */
	shown: Shown;
};

/**
 * Kills the server twice in one act, each time at a moment that is no chance: with everything written and nothing
 * committed, and right after the commit, before anybody can count on an answer. The act is then wholly undone and
 * wholly done, the screens come back by themselves and show which, and asked for once more it changes nothing.
 */
export async function killedInTheMiddle(
	{ server, screens }: { server: KillableServer; screens: Screens },
	{ act, truth, before, after, shown }: KilledAct
): Promise<void> {
	const restart = async () => {
		await screens.dark();
		await server.start();
	};
	expect(await truth()).toBe(before);

	const chain = await holdAuditChain(server);
	try {
		const cut = act().catch(() => {});
		await eventually('the act has come to its line of the audit chain', chain.isWaitedFor);
		expect(await truth()).toBe(before);
		server.kill();
		await cut;
	} finally {
		await chain.release();
	}
	await restart();
	expect(await truth()).toBe(before);
	await screens.show(shown, before);

	const done = act().catch(() => {});
	await eventually(`the act is committed: ${after}`, async () => (await truth()) === after);
	server.kill();
	await done;
	await restart();
	expect(await truth()).toBe(after);
	await screens.show(shown, after);

	await act();
	expect(await truth()).toBe(after);
}

/** Every act writes its line of the meeting's chain after everything else, or all but everything, and waits for it here. */
async function holdAuditChain({ database, credentials }: KillableServer) {
	const { audit } = advisoryLocks;
	const holder = await database.sql.reserve();
	await holder`select pg_advisory_lock(${audit}, hashtext(${credentials.meetingId}))`;
	return {
		isWaitedFor: async () => {
			const waiting = await database.sql`
				select 1 from pg_locks l join pg_database d on d.oid = l.database
				where l.locktype = 'advisory' and not l.granted and l.classid = ${audit}
					and d.datname = current_database()`;
			return waiting.length > 0;
		},
		async release(): Promise<void> {
			await holder`select pg_advisory_unlock_all()`;
			holder.release();
		}
	};
}
