import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { defaultRules, isSurvey } from '../../domain/rule-set.ts';
import type { MeetingFacts } from '../../wire/meetings.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { candidate, delegate, meeting, round, roundCandidate, scriptLine, scrutineer } from '../db/schema.ts';
import { appendCongressAudit } from './congress-audit.ts';
import { candidatesOf } from '../queries/candidates-of.ts';

/**
 * A new meeting with its first vote as a draft. The first meeting of a congress is its current one at once; a
 * later one waits until the office turns to it. Whatever belongs to a congress of invented people is invented too.
 *
 * @param input.copyFrom a meeting whose rules, script and scrutineers are taken over, and its agenda where none is given
 * @param input.withCandidates its candidates' texts too; pictures and attachments stay where they are
 */
export function createMeeting(
	desk: Desk,
	actor: StaffActor,
	input: MeetingFacts & { title: string; seats: number; copyFrom: string | null; withCandidates: boolean },
	now = new Date()
): Promise<Result<{ meetingId: string; roundId: string }, 'not-found'>> {
	const { congressId } = actor;
	const { title, seats, copyFrom, withCandidates, ...facts } = input;
	return act(desk, congressId, async (tx) => {
		const others = await tx.select().from(meeting);
		const source = copyFrom
			? others.find(({ id, rehearsalOf }) => id === copyFrom && rehearsalOf === null)
			: null;
		if (source === undefined) return refuse('not-found');
		const [made] = await tx
			.insert(meeting)
			.values({
				congressId,
				...facts,
				agenda: facts.agenda.length ? facts.agenda : (source?.agenda ?? []),
				current: !others.some(({ current }) => current),
				demonstration: others.some(({ demonstration }) => demonstration),
				copiedFrom: copyFrom
			})
			.returning({ id: meeting.id, current: meeting.current });
		const meetingId = made!.id;
		const like = source ? await voteOf(tx, source.id) : undefined;
		const [first] = await tx
			.insert(round)
			.values({
				...{ congressId, meetingId, title, sequence: 1, kind: 'first' as const },
				rules: { ...(like?.rules ?? defaultRules(seats)), seats },
				receipt: like?.receipt
			})
			.returning({ id: round.id });
		const place = { congressId, meetingId, roundId: first!.id };
		if (source) {
			await copyScript(tx, source.id, place);
			await copyScrutineers(tx, source.id, place);
			if (withCandidates) await copyCandidates(tx, source.id, place);
		}
		await notifyDesk(tx, congressId, meetingId);
		await appendCongressAudit(tx, {
			congressId,
			actor: actor.username,
			act: 'meeting-created',
			detail: {
				meeting: meetingId,
				name: facts.name,
				title,
				seats,
				...(source ? { like: source.name } : {})
			},
			at: now
		});
		return ok({ meetingId, roundId: first!.id });
	});
}

type Place = { congressId: string; meetingId: string; roundId: string };

/** The answers to the 票决办法 of the last vote that a meeting began with; the rounds that follow one narrow it. */
async function voteOf(
	tx: Tx,
	meetingId: string
): Promise<Pick<typeof round.$inferSelect, 'rules' | 'receipt'> | undefined> {
	const rounds = await tx
		.select({ rules: round.rules, receipt: round.receipt })
		.from(round)
		.where(and(eq(round.meetingId, meetingId), isNull(round.previousId)))
		.orderBy(desc(round.sequence));
	return rounds.find(({ rules }) => !isSurvey(rules));
}

async function copyScript(tx: Tx, from: string, { congressId, meetingId }: Place): Promise<void> {
	const lines = await tx.select().from(scriptLine).where(eq(scriptLine.meetingId, from));
	if (!lines.length) return;
	await tx.insert(scriptLine).values(lines.map(({ step, text }) => ({ congressId, meetingId, step, text })));
}

/** Whoever has left the roll since is named anew by the congress. */
async function copyScrutineers(tx: Tx, from: string, { congressId, meetingId }: Place): Promise<void> {
	const named = await tx
		.select({ delegateId: scrutineer.delegateId, chief: scrutineer.chief })
		.from(scrutineer)
		.innerJoin(delegate, and(eq(delegate.id, scrutineer.delegateId), eq(delegate.active, true)))
		.where(eq(scrutineer.meetingId, from));
	if (!named.length) return;
	await tx.insert(scrutineer).values(named.map((one) => ({ ...one, congressId, meetingId })));
}

async function copyCandidates(
	tx: Tx,
	from: string,
	{ congressId, meetingId, roundId }: Place
): Promise<void> {
	const sheets = await tx.select().from(candidate).where(candidatesOf(from)).orderBy(asc(candidate.number));
	if (!sheets.length) return;
	const copies = sheets.map((sheet) => ({ ...sheet, id: crypto.randomUUID(), meetingId }));
	await tx.insert(candidate).values(copies);
	await tx
		.insert(roundCandidate)
		.values(copies.map(({ id }, i) => ({ congressId, roundId, candidateId: id, number: i + 1 })));
}
