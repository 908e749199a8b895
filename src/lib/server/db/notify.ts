import { sql } from 'drizzle-orm';
import type { Tx } from './client.ts';

/**
 * Four channels leave the desk's transactions, all delivered at commit and carrying names only:
 * `desk` (congress, meeting, and `tablets` where no more than their number changed, or `moved` where the congress has
 * turned to another meeting): views of this meeting have changed; `project` (project): its public view has changed, and
 * no meeting's; `gate` (round): the box should look; `sessions` (user): some of this person's sessions are over.
 */
export const notifyDesk = (tx: Tx, congressId: string, meetingId: string) =>
	tx.execute(sql`select pg_notify('desk', ${`${congressId} ${meetingId}`})`);

export const notifyTablets = (tx: Tx, congressId: string, meetingId: string) =>
	tx.execute(sql`select pg_notify('desk', ${`${congressId} ${meetingId} tablets`})`);

/** @param meetingId the one that is not current any more */
export const notifyMoved = (tx: Tx, congressId: string, meetingId: string) =>
	tx.execute(sql`select pg_notify('desk', ${`${congressId} ${meetingId} moved`})`);

export const notifyProject = (tx: Tx, projectId: string) =>
	tx.execute(sql`select pg_notify('project', ${projectId})`);

export const notifyGate = (tx: Tx, roundId: string) => tx.execute(sql`select pg_notify('gate', ${roundId})`);

export const notifySessions = (tx: Tx, userId: string) =>
	tx.execute(sql`select pg_notify('sessions', ${userId})`);
