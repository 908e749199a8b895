import { and, count, desc, eq, isNotNull, ne, sql } from 'drizzle-orm';
import { deviceKinds, missingNumbers, type DeviceKind } from '../../domain/device-check.ts';
import { DEVICE_CHECK_DAYS, missingPapers, type Measure } from '../../domain/readiness-line.ts';
import { rehearsalGap } from '../../domain/rehearsal-report.ts';
import { quorumNeeded } from '../../domain/quorum.ts';
import { isNoncompetitive, isSurvey, ruleSetProblems } from '../../domain/rule-set.ts';
import { formatDateTime } from '../../i18n/format.ts';
import { readinessTexts } from '../../i18n/zh-CN/admin.ts';
import { paperNames } from '../../i18n/zh-CN/papers.ts';
import { readinessMeasures as say } from '../../i18n/zh-CN/readiness.ts';
import type { RehearsalReport } from '../../wire/rehearsal-views.ts';
import type { Tx } from '../db/client.ts';
import { card, delegate, hallScreen, meeting, roundCandidate, scrutineer } from '../db/schema.ts';
import { backupRun, device, paperPrint, rehearsal } from '../db/setup-schema.ts';
import { expectedDevices } from './devices-view.ts';
import { currentRound, followingDraft, type RoundRow } from './meeting-frame.ts';

const DAY_MS = 24 * 3600_000;
/** A screen renews its sign more often than this while it is connected. */
const SEEN_MS = 30_000;

/** What the database alone can tell of a meeting's readiness: measured for a run, and again for each look. */
export async function measureMeeting(tx: Tx, meetingId: string, now: Date): Promise<Measure[]> {
	const row = await currentRound(tx, meetingId);
	const changedAt = await lastChange(tx, meetingId, PRINTED);
	const outOfPracticeAt = await lastChange(tx, meetingId, REHEARSED);
	return [
		await quorum(tx, row),
		...(await ballot(tx, row)),
		await scrutineers(tx, meetingId),
		await cards(tx),
		await devices(tx, now),
		await halls(tx, meetingId, now),
		await papers(tx, meetingId, row, changedAt),
		await rehearsed(tx, meetingId, outOfPracticeAt),
		await backup(tx, now)
	];
}

const electorateOf = async (tx: Tx): Promise<number> =>
	(await tx.select({ count: count() }).from(delegate).where(eq(delegate.active, true)))[0]!.count;

async function quorum(tx: Tx, row: RoundRow | null): Promise<Measure> {
	const electorate = row?.manifest?.electorate ?? (await electorateOf(tx));
	const needed = quorumNeeded(row?.rules.quorum ?? 'two-thirds', electorate);
	return electorate
		? { check: 'quorum', passed: true, measured: say.quorum(electorate, needed) }
		: { check: 'quorum', passed: false, measured: say.noRoll };
}

async function ballot(tx: Tx, row: RoundRow | null): Promise<Measure[]> {
	if (!row) {
		return (['candidates', 'rules'] as const).map((check) => ({
			...{ check, passed: false, measured: say.noRound }
		}));
	}
	const [found] = await tx
		.select({ count: count() })
		.from(roundCandidate)
		.where(eq(roundCandidate.roundId, row.id));
	const candidates = found!.count;
	const { rules } = row;
	const problems = ruleSetProblems(rules, candidates);
	const enough = candidates > 0 && !problems.includes('exactly-needs-candidates');
	const t = readinessTexts.candidates;
	const noContest = isNoncompetitive(rules, candidates);
	return [
		{
			check: 'candidates',
			passed: enough,
			measured: !candidates
				? t.none
				: !enough
					? t.tooFew(candidates, rules.seats)
					: isSurvey(rules)
						? say.surveyProjects(candidates)
						: noContest
							? t.noContest(candidates, rules.seats)
							: t.met(candidates, rules.seats)
		},
		{
			check: 'rules',
			passed: !problems.length,
			measured: problems.length
				? say.rulesBad
				: isSurvey(rules)
					? say.surveyGood(candidates)
					: say.rulesGood(rules.seats, say.marks[rules.marks])
		}
	];
}

async function scrutineers(tx: Tx, meetingId: string): Promise<Measure> {
	const people = await tx
		.select({ name: delegate.name, chief: scrutineer.chief, card: card.state })
		.from(scrutineer)
		.innerJoin(delegate, eq(delegate.id, scrutineer.delegateId))
		.leftJoin(card, and(eq(card.delegateId, delegate.id), ne(card.state, 'revoked')))
		.where(eq(scrutineer.meetingId, meetingId))
		.orderBy(delegate.number);
	const t = readinessTexts.scrutineers;
	const line = (passed: boolean, measured: string): Measure => ({ check: 'scrutineers', passed, measured });
	const chief = people.find((person) => person.chief);
	const others = people.filter((person) => !person.chief).map(({ name }) => name);
	if (!people.length) return line(false, t.none);
	if (!chief) return line(false, t.noChief);
	if (!others.length) return line(false, t.noOther);
	const without = people.filter((person) => !person.card).map(({ name }) => name);
	return without.length
		? line(false, say.scrutineersWithoutCard(without))
		: line(true, t.met(chief.name, others));
}

async function cards(tx: Tx): Promise<Measure> {
	const rows = await tx
		.select({ state: card.state, count: count() })
		.from(delegate)
		.leftJoin(card, and(eq(card.delegateId, delegate.id), ne(card.state, 'revoked')))
		.where(eq(delegate.active, true))
		.groupBy(card.state);
	const of = (state: string | null) => rows.find((row) => row.state === state)?.count ?? 0;
	const found = { issued: of('issued'), active: of('active'), none: of(null) };
	return {
		check: 'cards',
		passed: found.none === 0 && found.issued + found.active > 0,
		measured: say.cards(found)
	};
}

async function devices(tx: Tx, now: Date): Promise<Measure> {
	const rows = await tx.select().from(device);
	const expected = await expectedDevices(tx);
	const checked = (kind: DeviceKind) => rows.filter((row) => row.kind === kind).map(({ number }) => number);
	const found = {
		tablets: checked('tablet').length,
		halls: checked('hall').length,
		// Labels are numbered from 1 to the office's count: one left out is a device that nobody has looked at.
		missing: deviceKinds.flatMap((kind) => {
			const numbers = checked(kind);
			const missing = missingNumbers(numbers, Math.max(expected[kind], ...numbers));
			return missing.length ? [{ kind, numbers: missing }] : [];
		}),
		failed: rows.filter(({ passed }) => !passed).length,
		old: rows.filter(({ checkedAt }) => now.getTime() - checkedAt.getTime() > DEVICE_CHECK_DAYS * DAY_MS)
			.length
	};
	const whole = rows.length > 0 && found.missing.length === 0;
	const passed = whole && found.failed === 0 && found.old === 0;
	return { check: 'devices', passed, measured: say.devices(found) };
}

async function halls(tx: Tx, meetingId: string, now: Date): Promise<Measure> {
	const rows = await tx.select().from(hallScreen).where(eq(hallScreen.meetingId, meetingId));
	const connected = rows.filter(({ seenAt }) => seenAt && now.getTime() - seenAt.getTime() < SEEN_MS).length;
	const passed = rows.length > 0 && connected === rows.length;
	return { check: 'halls', passed, measured: say.halls(rows.length, connected) };
}

async function papers(
	tx: Tx,
	meetingId: string,
	row: RoundRow | null,
	changedAt: Date | null
): Promise<Measure> {
	const prints = await tx.select().from(paperPrint).where(eq(paperPrint.meetingId, meetingId));
	// The hall still shows a finished round while its follower waits; what is to be printed is the follower's ballot.
	const next = row && ((await followingDraft(tx, row)) ?? row);
	const missing = missingPapers(prints, next && { id: next.id, isFirst: next.sequence === 1 }, changedAt);
	const names = missing.map((paper) => paperNames[paper]);
	return { check: 'papers', passed: !missing.length, measured: say.papers(names) };
}

/** By the last whole rehearsal: one that was broken off afterwards takes nothing from it. */
async function rehearsed(tx: Tx, meetingId: string, changedAt: Date | null): Promise<Measure> {
	const rows = await tx
		.select({ endedAt: rehearsal.endedAt, report: rehearsal.report })
		.from(rehearsal)
		.innerJoin(meeting, eq(meeting.id, rehearsal.meetingId))
		.where(and(eq(meeting.rehearsalOf, meetingId), isNotNull(rehearsal.endedAt)))
		.orderBy(desc(rehearsal.endedAt));
	const ended = rows.map(({ endedAt, report }) => ({
		at: endedAt!,
		gap: rehearsalGap((report as RehearsalReport | null)?.mend ?? null)
	}));
	const last = ended.find(({ gap }) => gap === null) ?? ended[0];
	if (!last) return { check: 'rehearsal', passed: false, measured: say.rehearsalNone };
	const at = formatDateTime(last.at);
	if (last.gap) return { check: 'rehearsal', passed: false, measured: say.rehearsalGap[last.gap](at) };
	const current = !changedAt || last.at >= changedAt;
	return { check: 'rehearsal', passed: current, measured: say.rehearsal(at, current) };
}

async function backup(tx: Tx, now: Date): Promise<Measure> {
	const runs = await tx.select().from(backupRun).orderBy(desc(backupRun.at));
	const [last] = runs;
	if (!last) return { check: 'backup', passed: false, measured: say.backupNone };
	const fresh = now.getTime() - last.at.getTime() < DAY_MS;
	const drill = runs
		.filter(({ drilledAt }) => drilledAt)
		.sort((a, b) => (a.drilledAt! < b.drilledAt! ? 1 : -1))[0];
	const drilled = say.drill(drill ? formatDateTime(drill.drilledAt!) : null, drill?.drillPassed ?? false);
	return {
		check: 'backup',
		passed: fresh && drill?.drillPassed === true,
		measured: `${say.backup(formatDateTime(last.at), fresh)}；${drilled}`
	};
}

/** Acts that change what is in print: PostgreSQL's regular expressions of their names. */
const PRINTED = '^((candidate|deputy|rules)-|meeting-edited$|poll-started$)';
/** And what was rehearsed: other scrutineers have never signed. */
const REHEARSED = `${PRINTED}|^scrutineers-chosen$`;

/**
 * When what these acts change was last changed: by an import, its undoing, or an act in a chain. A card that is reissued
 * changes neither what is printed nor what was rehearsed.
 */
async function lastChange(tx: Tx, meetingId: string, acts: string): Promise<Date | null> {
	const [row] = await tx.execute<{ at: string | null }>(sql`
		select greatest(
			(select max(greatest(b.at, b.undone_at)) from desk.import_batch b
				where b.meeting_id = ${meetingId} and b.kind <> 'cards'),
			(select max(a.at::timestamptz) from desk.audit a where a.meeting_id = ${meetingId}
				and a.act ~ ${acts}),
			(select max(a.at::timestamptz) from desk.congress_audit a where a.act ~ ${acts}
				and (a.act <> 'meeting-edited' or a.detail ->> 'meeting' = ${meetingId}::text))
		) as at`);
	return row?.at ? new Date(row.at) : null;
}
