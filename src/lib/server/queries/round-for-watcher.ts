import { eq, sql } from 'drizzle-orm';
import type { CandidateText } from '../../wire/views.ts';
import type { Manifest } from '../../crypto/manifest.ts';
import { consoleRoles } from '../../domain/permissions.ts';
import type { RoundState } from '../../domain/round-state.ts';
import type { TallyView } from '../../wire/views.ts';
import type { Actor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { meeting, round } from '../db/schema.ts';
import { candidateSheets } from './candidates-view.ts';
import { candidateHeads, currentRound, meetingFrame } from './meeting-frame.ts';
import { tallyView } from './tally-view.ts';

/** Whoever may ask for rounds over HTTP: who runs the session, who votes in it, or a paired hall screen. */
export type Asker = { congressId: string; isStaff: boolean };

/** Units, the supervising office and the three administrators know of a round what the public does. */
export const askerOf = (actor: Actor | null, hall: { congressId: string } | null): Asker | null => {
	if (!actor) return hall && { congressId: hall.congressId, isStaff: false };
	const isStaff = consoleRoles.includes(actor.role);
	return isStaff || actor.kind === 'delegate' ? { congressId: actor.congressId, isStaff } : null;
};

export type CurrentRound = {
	id: string;
	state: RoundState;
	manifest: Manifest | null;
	fingerprint: string | null;
};

/** The round of the meeting made ready last; a draft is the staff's business and has no manifest yet. */
export const currentRoundFor = (desk: Desk, asker: Asker): Promise<CurrentRound | null> =>
	inCongress(desk, asker.congressId, async (tx) => {
		const [current] = await tx.select({ id: meeting.id }).from(meeting).where(eq(meeting.current, true));
		const row = current ? await currentRound(tx, current.id) : null;
		if (!row || (row.state === 'draft' && !asker.isStaff)) return null;
		return { id: row.id, state: row.state, manifest: row.manifest, fingerprint: row.fingerprint };
	});

/** The texts that the manifest's hashes cover, in ballot order; null for an unknown or foreign round. */
export const candidateTextsFor = (
	desk: Desk,
	asker: Asker,
	roundId: string
): Promise<CandidateText[] | null> =>
	inCongress(desk, asker.congressId, async (tx) => {
		const [row] = await tx.select({ state: round.state }).from(round).where(eq(round.id, roundId));
		if (!row || (row.state === 'draft' && !asker.isStaff)) return null;
		return (await candidateSheets(tx, roundId)).map((sheet) => sheet.text);
	});

/** The released snapshot of one round; without an asker only of an announced one, which is public. */
export async function tallyFor(desk: Desk, asker: Asker | null, roundId: string): Promise<TallyView | null> {
	const congressId = asker?.congressId ?? (await congressOfAnnounced(desk, roundId));
	if (!congressId) return null;
	return inCongress(desk, congressId, async (tx) => {
		const [row] = await tx.select().from(round).where(eq(round.id, roundId));
		if (!row || (row.state === 'draft' && !asker?.isStaff)) return null;
		const frame = await meetingFrame(tx, row.meetingId, row);
		return tallyView(tx, row, frame!.turnout, await candidateHeads(tx, row.id));
	});
}

export async function congressOfAnnounced(desk: Desk, roundId: string): Promise<string | null> {
	const [row] = await desk.execute<{ congress_id: string }>(
		sql`select congress_id from record.round where round_id = ${roundId}::uuid`
	);
	return row?.congress_id ?? null;
}
