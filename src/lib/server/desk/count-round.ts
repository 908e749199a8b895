import { asc, and, eq } from 'drizzle-orm';
import type { ChannelResult } from '../../crypto/archive.ts';
import { jcs } from '../../crypto/jcs.ts';
import { fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { decide, type CandidateSums } from '../../domain/decide.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { mergeSums } from '../../domain/sums.ts';
import { voidReason, type VoidReason } from '../../domain/void-reason.ts';
import { gateCount, gateParts } from '../db/box-schema.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { ownRound } from '../db/round-lock.ts';
import { draw, roundPresence, roundResult, roundRoll } from '../db/schema.ts';
import { currentResult } from '../queries/current-result.ts';
import { drawnOn, paperCount, type PaperCount } from '../queries/paper-count.ts';
import { appendAudit, auditRecords } from './audit.ts';
import { findRound, moveRound, tellRound, type RoundRow } from './round-access.ts';
import { dropFollowingDrafts, ownFollowingDrafts, startNextRound } from './start-next-round.ts';

/**
 * 计票, by the system as soon as the box has reported, the paper is read and, with `after-close`, the chief
 * scrutineer has declared the ballot valid: void conditions first, then the pure count over both channels, the
 * result's bytes, and the desk's part of the sealed archive. Idempotent.
 */
export function countRound(
	desk: Desk,
	place: { congressId: string; roundId: string },
	now = new Date()
): Promise<
	Result<
		object,
		'not-found' | 'wrong-state' | 'count-not-ready' | 'paper-not-counted' | 'validity-not-declared'
	>
> {
	return act(desk, place.congressId, async (tx) => {
		await ownRound(tx, place.roundId);
		const row = await findRound(tx, place.roundId);
		if (!row) return refuse('not-found');
		if (row.state !== 'closed') return refuse('wrong-state');
		const counted = await countBoth(tx, row);
		if (!counted) return refuse('count-not-ready');
		if (counted.paper.issued && !row.paperDoneAt) return refuse('paper-not-counted');
		const reason = voidReasonOf(row, counted);
		if (reason) return voidIt(tx, row, reason, now);
		if (row.rules.tallyDisplay === 'after-close' && !row.validAt) return refuse('validity-not-declared');
		await moveRound(tx, row, 'counted');
		const version = ((await currentResult(tx, row.id))?.version ?? 0) + 1;
		await freezeResult(tx, row, counted, { version, reason: version === 1 ? null : row.reason, now });
		return ok({});
	});
}

/** What both channels brought; null until the box has counted. */
export async function countBoth(tx: Tx, row: RoundRow): Promise<BothChannels | null> {
	const [box] = await tx.select().from(gateCount).where(eq(gateCount.roundId, row.id));
	if (!box) return null;
	const ids = row.manifest!.candidates.map((candidate) => candidate.id);
	return {
		electronic: {
			issued: await drawnOn(tx, row.id, 'electronic'),
			returned: box.returned,
			// The box takes no invalid ballot.
			invalid: 0,
			sums: ids.map((candidate, i) => ({
				candidate,
				approve: box.approve[i]!,
				against: box.against[i]!,
				abstain: box.abstain[i]!,
				...(box.basic && { basic: box.basic[i]! })
			}))
		},
		paper: await paperCount(tx, row),
		root: box.root
	};
}

type Counted = { issued: number; returned: number; invalid: number; sums: CandidateSums[] };
export type BothChannels = { electronic: Counted; paper: PaperCount; root: string };

/** The first inequality between checked in, issued and returned that is broken; null where the round counts. */
export const voidReasonOf = (row: RoundRow, { electronic, paper }: BothChannels): VoidReason | null =>
	voidReason({
		electorate: row.manifest!.electorate,
		checkedIn: row.present!,
		electronic,
		paper
	});

/**
 * Decides and writes one version of the result, with the record of the count, which is the last of the archive's
 * audit: signing, sealing and announcing come after it.
 */
export async function freezeResult(
	tx: Tx,
	row: RoundRow,
	counted: BothChannels,
	edition: { version: number; reason: string | null; now: Date }
): Promise<void> {
	const { electronic, paper, root } = counted;
	const result = decide({
		rules: row.rules,
		kind: row.kind,
		electorate: row.manifest!.electorate,
		present: row.present!,
		issued: electronic.issued + paper.issued,
		returned: electronic.returned + paper.returned,
		invalid: electronic.invalid + paper.invalid,
		sums: mergeSums(electronic.sums, paper.sums)
	});
	const { head, count: records } = await appendAudit(tx, {
		congressId: row.congressId,
		meetingId: row.meetingId,
		actor: 'system',
		act: 'round-counted',
		detail: {
			round: row.sequence,
			version: edition.version,
			issued: result.issued,
			returned: result.returned,
			root
		},
		at: edition.now
	});
	await tx.insert(roundResult).values({
		congressId: row.congressId,
		roundId: row.id,
		version: edition.version,
		at: edition.now,
		reason: edition.reason,
		result,
		resultJson: jcs({ electronic: column(electronic), paper: column(paper), sum: result }) + '\n',
		root: fromBase64url(root),
		auditHead: head,
		auditCount: records
	});
	await tx
		.insert(gateParts)
		.values({ roundId: row.id, version: edition.version, ...(await sealedParts(tx, row, paper)) });
	await tellRound(tx, row);
}

/** One column of the report. */
const column = ({ issued, returned, invalid, sums }: Counted): ChannelResult => ({
	issued,
	returned,
	notReturned: issued - returned,
	valid: returned - invalid,
	invalid,
	standings: sums
});

/** roll.jsonl, draws.jsonl, paper.json and audit.jsonl as the sealed archive holds them. */
async function sealedParts(tx: Tx, row: RoundRow, paper: PaperCount) {
	const lines = (objects: unknown[]) => objects.map((object) => jcs(object) + '\n').join('');
	const roll = await tx
		.select({ number: roundRoll.number, key: roundRoll.cardPublicKey, present: roundPresence.delegateId })
		.from(roundRoll)
		.leftJoin(
			roundPresence,
			and(eq(roundPresence.delegateId, roundRoll.delegateId), eq(roundPresence.roundId, row.id))
		)
		.where(eq(roundRoll.roundId, row.id))
		.orderBy(asc(roundRoll.number));
	const draws = await tx.select().from(draw).where(eq(draw.roundId, row.id)).orderBy(asc(draw.number));
	return {
		audit: lines(await auditRecords(tx, row.meetingId)),
		draws: lines(
			draws.map((entry) =>
				entry.channel === 'paper'
					? { number: entry.number, paper: true }
					: {
							number: entry.number,
							cardPublicKey: toBase64url(entry.cardPublicKey!),
							blinded: splitBlinded(entry.blinded!),
							signature: toBase64url(entry.signature!)
						}
			)
		),
		paper: jcs(paper.file) + '\n',
		roll: lines(
			roll.map(({ number, key, present }) => ({
				number,
				cardPublicKey: toBase64url(key),
				checkedIn: present !== null
			}))
		)
	};
}

const splitBlinded = (blinded: Uint8Array): string[] =>
	Array.from({ length: blinded.length / 384 }, (_, i) =>
		toBase64url(blinded.subarray(384 * i, 384 * (i + 1)))
	);

/** 无效: no number of any candidate is computed or kept; new ballots in a new round follow. */
export async function voidIt(
	tx: Tx,
	row: RoundRow,
	reason: string,
	now: Date,
	actor = 'system'
): Promise<Result<object, never>> {
	await ownFollowingDrafts(tx, row);
	await moveRound(tx, row, 'void', { reason });
	await appendAudit(tx, {
		congressId: row.congressId,
		meetingId: row.meetingId,
		actor,
		act: 'round-void',
		detail: { round: row.sequence, reason },
		at: now
	});
	await dropFollowingDrafts(tx, row, { actor, now });
	await startNextRound(tx, row, { kind: row.kind, title: row.title, rules: row.rules });
	return ok({});
}
