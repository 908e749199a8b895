import { randomBytes, randomInt } from 'node:crypto';
import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import { toBase64url } from '../../crypto/bytes.ts';
import { ed25519PublicKey } from '../../crypto/ed25519.ts';
import { fingerprintOf, manifestHash, rollHash, textHash, type Manifest } from '../../crypto/manifest.ts';
import { isRehearsalTitle, rehearsalTitle } from '../../domain/rehearsal.ts';
import { releaseTable } from '../../domain/release.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { ruleSetProblems } from '../../domain/rule-set.ts';
import type { StaffActor } from '../auth/actor.ts';
import { gateRound } from '../db/box-schema.ts';
import type { Desk, Tx } from '../db/client.ts';
import {
	candidate,
	card,
	delegate,
	meeting,
	round,
	roundCandidate,
	roundRoll,
	scrutineer
} from '../db/schema.ts';
import { rehearsalCard } from '../db/setup-schema.ts';
import { project, survey, surveyItem } from '../db/tracker-schema.ts';
import { surveyChangesText } from '../../i18n/zh-CN/survey-list.ts';
import { meetingKind } from '../queries/meeting-kind.ts';
import { surveyChanges } from '../queries/survey-list.ts';
import { generateIssuer } from '../issuer.ts';
import { writeRoundKeys, type KeyFolder } from '../round-keys.ts';
import { appendAudit } from './audit.ts';
import { candidateText } from '../queries/candidate-text.ts';
import { onRound } from './on-round.ts';
import { findRound, tellRound, type RoundRow } from './round-access.ts';
import { confirmByTwo, type TwoPersonRefusal } from './two-persons.ts';

export type MakeReadyRefusal =
	| 'not-found'
	| 'wrong-state'
	| 'meeting-not-current'
	| 'rehearsal-title'
	| 'previous-round-open'
	| 'no-candidates'
	| 'bad-rules'
	| 'exactly-needs-candidates'
	| 'cards-missing'
	| 'survey-list-old'
	| 'scrutineers-missing'
	| 'scrutineer-without-card'
	| TwoPersonRefusal;

/**
 * 就绪, by two persons: candidates, rules, roll and scrutineers freeze, the round's keys are made, and the
 * manifest gets the fingerprint that every surface shows. There is no way back to the draft.
 *
 * @returns `pending: true` for the first person, whose checks have all passed
 */
export function makeReady(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string },
	now = new Date()
): Promise<Result<{ pending: boolean }, MakeReadyRefusal>> {
	return onRound(desk, actor, input.roundId, async (tx, row) => {
		if (row.state !== 'draft') return refuse('wrong-state');
		const kind = await meetingKind(tx, row.meetingId);
		if (!kind?.current) return refuse('meeting-not-current');
		if (!kind.rehearsal && isRehearsalTitle(row.title)) return refuse('rehearsal-title');
		const previous = row.previousId ? await findRound(tx, row.previousId) : null;
		if (previous && !['announced', 'void', 'aborted'].includes(previous.state))
			return refuse('previous-round-open');
		const graded = await listHolds(tx, row);
		if (!graded.ok) return graded;
		const parts = await gather(tx, row, kind.rehearsal);
		if (!parts.ok) return parts;
		const two = await confirmByTwo(tx, row, actor, 'make-ready', now);
		if (!two.ok) return two;
		if (two.value.pending) return ok({ pending: true });
		const mark = await freeze(tx, row, parts.value, desk.keys, now);
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: `${two.value.first}, ${actor.username}`,
			act: 'round-ready',
			detail: { round: row.sequence, fingerprint: mark },
			at: now
		});
		return ok({ pending: false });
	});
}

/**
 * Of a 满意度测评: its list is that of the year's projects, none of them replaced since it was made. A replacement that is
 * being recorded in this moment is waited for, or waits.
 */
async function listHolds(tx: Tx, row: RoundRow): Promise<Result<object, 'survey-list-old'>> {
	const [held] = await tx.select().from(survey).where(eq(survey.roundId, row.id));
	if (!held) return ok({});
	const listed = tx
		.select({ id: surveyItem.projectId })
		.from(surveyItem)
		.where(eq(surveyItem.surveyId, held.id));
	await tx
		.select({ id: project.id })
		.from(project)
		.where(inArray(project.id, listed))
		.orderBy(project.id)
		.for('share');
	const changes = await surveyChanges(tx, held.id);
	return changes ? refuse('survey-list-old', { changes: surveyChangesText(changes) }) : ok({});
}

type Parts = {
	meetingName: string;
	title: string;
	candidates: (typeof candidate.$inferSelect)[];
	roll: { delegateId: string; number: number; publicKey: Uint8Array }[];
	scrutineers: { name: string; chief: boolean; publicKey: Uint8Array }[];
};

/** Everything the manifest is made of, or the first thing that is missing. */
async function gather(tx: Tx, row: RoundRow, rehearsal: boolean): Promise<Result<Parts, MakeReadyRefusal>> {
	const candidates = await tx
		.select({ candidate, number: roundCandidate.number })
		.from(roundCandidate)
		.innerJoin(candidate, eq(candidate.id, roundCandidate.candidateId))
		.where(eq(roundCandidate.roundId, row.id))
		.orderBy(asc(roundCandidate.number));
	if (!candidates.length) return refuse('no-candidates');
	const [problem] = ruleSetProblems(row.rules, candidates.length);
	if (problem === 'exactly-needs-candidates') {
		return refuse(problem, { seats: row.rules.seats, candidates: candidates.length });
	}
	if (problem) return refuse('bad-rules');
	const people = await tx
		.select({
			delegateId: delegate.id,
			number: delegate.number,
			name: delegate.name,
			// A simulated deputy's card stands for the own one, in this rehearsal alone.
			publicKey: sql<Uint8Array | null>`coalesce(${rehearsalCard.publicKey}, ${card.publicKey})`.mapWith(
				(value: Uint8Array | null) => value && new Uint8Array(value)
			),
			chief: scrutineer.chief
		})
		.from(delegate)
		.leftJoin(card, and(eq(card.delegateId, delegate.id), ne(card.state, 'revoked')))
		.leftJoin(
			rehearsalCard,
			and(eq(rehearsalCard.delegateId, delegate.id), eq(rehearsalCard.meetingId, row.meetingId))
		)
		.leftJoin(
			scrutineer,
			and(eq(scrutineer.delegateId, delegate.id), eq(scrutineer.meetingId, row.meetingId))
		)
		.where(eq(delegate.active, true))
		.orderBy(asc(delegate.number));
	const scrutineers = people.filter((person) => person.chief !== null);
	// 监票: a chief and at least one more, because the result needs both their signatures.
	if (scrutineers.length < 2 || !scrutineers.some((person) => person.chief))
		return refuse('scrutineers-missing');
	const bare = scrutineers.find((person) => !person.publicKey);
	if (bare) return refuse('scrutineer-without-card', { name: bare.name });
	const missing = people.filter((person) => !person.publicKey).length;
	if (missing) return refuse('cards-missing', { missing });
	const [head] = await tx.select({ name: meeting.name }).from(meeting).where(eq(meeting.id, row.meetingId));
	return ok({
		meetingName: head!.name,
		title: rehearsal ? rehearsalTitle(row.title) : row.title,
		candidates: candidates.map((entry) => entry.candidate),
		roll: people.map(({ delegateId, number, publicKey }) => ({ delegateId, number, publicKey: publicKey! })),
		scrutineers: scrutineers
			.sort((a, b) => Number(b.chief) - Number(a.chief) || a.number - b.number)
			.map(({ name, chief, publicKey }) => ({ name, chief: chief!, publicKey: publicKey! }))
	});
}

/** Writes the frozen ballot and roll, the key file and the manifest. @returns the fingerprint */
async function freeze(tx: Tx, row: RoundRow, parts: Parts, keys: KeyFolder, now: Date): Promise<string> {
	const ordered = row.rules.candidateOrder === 'lot' ? drawLots(parts.candidates) : parts.candidates;
	// Re-inserted as a whole: the lot's order would collide with the draft's numbers on the way.
	await tx.delete(roundCandidate).where(eq(roundCandidate.roundId, row.id));
	await tx.insert(roundCandidate).values(
		ordered.map((entry, i) => ({
			congressId: row.congressId,
			roundId: row.id,
			candidateId: entry.id,
			number: i + 1,
			text: candidateText(entry)
		}))
	);
	await tx.insert(roundRoll).values(
		parts.roll.map(({ delegateId, number, publicKey }) => ({
			congressId: row.congressId,
			roundId: row.id,
			delegateId,
			number,
			cardPublicKey: publicKey
		}))
	);
	const issuer = await generateIssuer();
	const ackSecret = new Uint8Array(randomBytes(32));
	const manifest: Manifest = {
		v: 1,
		roundId: row.id,
		meeting: { id: row.meetingId, name: parts.meetingName },
		title: parts.title,
		kind: row.kind,
		candidates: ordered.map((entry, i) => ({
			number: i + 1,
			id: entry.id,
			name: entry.name,
			textHash: toBase64url(textHash(candidateText(entry)))
		})),
		rules: row.rules,
		receipt: row.receipt,
		electorate: parts.roll.length,
		rollHash: toBase64url(
			rollHash(parts.roll.map(({ number, publicKey }) => ({ number, cardPublicKey: toBase64url(publicKey) })))
		),
		scrutineers: parts.scrutineers.map((s) => ({ ...s, publicKey: toBase64url(s.publicKey) })),
		issuers: [{ spki: toBase64url(issuer.spki) }],
		ackKey: toBase64url(ed25519PublicKey(ackSecret)),
		release: row.rules.tallyDisplay === 'live' ? { rows: [...releaseTable] } : null
	};
	const hash = manifestHash(manifest);
	const mark = fingerprintOf(hash);
	await writeRoundKeys(keys, row.id, {
		issuer: { privateKey: issuer.privateKey },
		box: { ackSecret, storageKey: new Uint8Array(randomBytes(32)) }
	});
	await tx
		.update(round)
		.set({ state: 'ready', manifest, manifestHash: hash, fingerprint: mark, readyAt: now })
		.where(eq(round.id, row.id));
	await tx.insert(gateRound).values({ roundId: row.id, state: 'ready', manifest: JSON.stringify(manifest) });
	await tx.execute(sql`select box.admit_round(${row.id}::uuid)`);
	await tellRound(tx, row);
	return mark;
}

/** 抽签: Fisher-Yates with the system's generator; the drawn order is the same for everybody. */
function drawLots<T>(entries: T[]): T[] {
	const lots = [...entries];
	for (let i = lots.length - 1; i > 0; i--) {
		const j = randomInt(i + 1);
		[lots[i], lots[j]] = [lots[j]!, lots[i]!];
	}
	return lots;
}
