import { and, asc, count, eq } from 'drizzle-orm';
import { jcs } from '../../crypto/jcs.ts';
import { fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { decide, type CandidateSums, type CountResult } from '../../domain/decide.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { emptySums, mergeSums } from '../../domain/sums.ts';
import { voidReason } from '../../domain/void-reason.ts';
import { gateCount, gateParts } from '../db/box-schema.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { ownRound } from '../db/round-lock.ts';
import { checkIn, draw, roundResult, roundRoll } from '../db/schema.ts';
import { appendAudit, auditRecords } from './audit.ts';
import { findRound, moveRound, type RoundRow } from './round-access.ts';
import { startNextRound } from './start-next-round.ts';

/**
 * 计票, by the system as soon as the box has reported: void conditions first, then the pure count over both
 * channels, the result's bytes, and the desk's part of the sealed archive. Idempotent.
 */
export function countRound(
	desk: Desk,
	place: { congressId: string; roundId: string },
	now = new Date()
): Promise<Result<object, 'not-found' | 'wrong-state' | 'count-not-ready'>> {
	return act(desk, place.congressId, async (tx) => {
		await ownRound(tx, place.roundId);
		const row = await findRound(tx, place.roundId);
		if (!row) return refuse('not-found');
		if (row.state !== 'closed') return refuse('wrong-state');
		const [electronic] = await tx.select().from(gateCount).where(eq(gateCount.roundId, row.id));
		if (!electronic) return refuse('count-not-ready');
		const manifest = row.manifest!;
		const issued = { electronic: await drawn(tx, row, 'electronic'), paper: await drawn(tx, row, 'paper') };
		const reason = voidReason({
			electorate: manifest.electorate,
			checkedIn: row.present!,
			electronic: { issued: issued.electronic, returned: electronic.returned },
			paper: { issued: issued.paper, returned: 0 }
		});
		if (reason) return voidIt(tx, row, reason, now);
		const ids = manifest.candidates.map((candidate) => candidate.id);
		const inBox = ids.map((candidate, i): CandidateSums => ({
			candidate,
			approve: electronic.approve[i]!,
			against: electronic.against[i]!,
			abstain: electronic.abstain[i]!
		}));
		const onPaper = emptySums(ids);
		const result = decide({
			rules: row.rules,
			kind: row.kind,
			electorate: manifest.electorate,
			present: row.present!,
			issued: issued.electronic + issued.paper,
			returned: electronic.returned,
			invalid: 0,
			sums: mergeSums(inBox, onPaper)
		});
		await freezeResult(tx, row, result, {
			electronic: channel(issued.electronic, electronic.returned, inBox),
			paper: channel(issued.paper, 0, onPaper),
			root: electronic.root,
			now
		});
		return ok({});
	});
}

type ChannelReport = {
	issued: number;
	returned: number;
	notReturned: number;
	valid: number;
	invalid: number;
	standings: CandidateSums[];
};

/** One column of the report. Electronic ballots are checked before they are stored: none is invalid. */
const channel = (issued: number, returned: number, standings: CandidateSums[]): ChannelReport => ({
	issued,
	returned,
	notReturned: issued - returned,
	valid: returned,
	invalid: 0,
	standings
});

async function freezeResult(
	tx: Tx,
	row: RoundRow,
	result: CountResult,
	parts: { electronic: ChannelReport; paper: ChannelReport; root: string; now: Date }
): Promise<void> {
	await moveRound(tx, row, 'counted');
	// The line of the count is the last of the archive's audit; signing and sealing come after it.
	const { head, count: records } = await appendAudit(tx, {
		congressId: row.congressId,
		meetingId: row.meetingId,
		actor: 'system',
		act: 'round-counted',
		detail: { round: row.sequence, issued: result.issued, returned: result.returned, root: parts.root },
		at: parts.now
	});
	await tx.insert(roundResult).values({
		congressId: row.congressId,
		roundId: row.id,
		result,
		resultJson: jcs({ electronic: parts.electronic, paper: parts.paper, sum: result }) + '\n',
		root: fromBase64url(parts.root),
		auditHead: head,
		auditCount: records
	});
	await tx.insert(gateParts).values({ roundId: row.id, ...(await sealedParts(tx, row)) });
}

/** roll.jsonl, draws.jsonl, paper.json and audit.jsonl as the sealed archive holds them. */
async function sealedParts(tx: Tx, row: RoundRow) {
	const lines = (objects: unknown[]) => objects.map((object) => jcs(object) + '\n').join('');
	const roll = await tx
		.select({ number: roundRoll.number, key: roundRoll.cardPublicKey, at: checkIn.at })
		.from(roundRoll)
		.leftJoin(
			checkIn,
			and(eq(checkIn.delegateId, roundRoll.delegateId), eq(checkIn.meetingId, row.meetingId))
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
		paper:
			jcs({ issued: draws.filter((entry) => entry.channel === 'paper').length, unreadable: 0, ballots: [] }) +
			'\n',
		roll: lines(
			roll.map(({ number, key, at }) => ({ number, cardPublicKey: toBase64url(key), checkedIn: at !== null }))
		)
	};
}

const splitBlinded = (blinded: Uint8Array): string[] =>
	Array.from({ length: blinded.length / 384 }, (_, i) =>
		toBase64url(blinded.subarray(384 * i, 384 * (i + 1)))
	);

async function drawn(tx: Tx, row: RoundRow, channel: 'electronic' | 'paper'): Promise<number> {
	const [found] = await tx
		.select({ count: count() })
		.from(draw)
		.where(and(eq(draw.roundId, row.id), eq(draw.channel, channel)));
	return found!.count;
}

/** 无效: no number of any candidate is computed or kept; new ballots in a new round follow. */
async function voidIt(tx: Tx, row: RoundRow, reason: string, now: Date): Promise<Result<object, never>> {
	await moveRound(tx, row, 'void', { reason });
	await appendAudit(tx, {
		congressId: row.congressId,
		meetingId: row.meetingId,
		actor: 'system',
		act: 'round-void',
		detail: { round: row.sequence, reason },
		at: now
	});
	await startNextRound(tx, row, { kind: row.kind, title: row.title, rules: row.rules });
	return ok({});
}
