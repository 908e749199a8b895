import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { groupLacks } from '#lib/domain/tracker/group.ts';
import { ledgerSheet } from '#lib/server/papers/ledger-table.ts';
import { delegate } from '#lib/server/db/schema.ts';
import { feedback } from '#lib/server/db/tracker-schema.ts';
import { feedbackDesk } from '#lib/server/queries/feedback-desk.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { followPage } from '#lib/server/queries/follow-page.ts';
import { reviewsFor } from '#lib/server/queries/follow-work.ts';
import { ledgerOfYear } from '#lib/server/queries/ledger-of-year.ts';
import { officeBoard } from '#lib/server/queries/office-board.ts';
import { owedOpinions } from '#lib/server/queries/owed-opinions.ts';
import { timelineNodes } from '#lib/server/queries/timeline.ts';
import { decideReport } from '#lib/server/tracker/decide-report.ts';
import { closeFeedback, decideFeedback, forwardFeedback } from '#lib/server/tracker/moderate-feedback.ts';
import { rateReply } from '#lib/server/tracker/rate-reply.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { recordVisit } from '#lib/server/tracker/record-visit.ts';
import { refreshStanding } from '#lib/server/tracker/refresh-standing.ts';
import { replyOpinion } from '#lib/server/tracker/reply-opinion.ts';
import { setSupervisors } from '#lib/server/tracker/set-supervisors.ts';
import { issueSupervision, replySupervision } from '#lib/server/tracker/supervision-acts.ts';
import { submitReport } from '#lib/server/tracker/write-report.ts';
import { writeFeedback } from '#lib/server/tracker/write-feedback.ts';
import { followFilter } from '#lib/wire/tracker.ts';
import { insertTown, noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver, reportDraft } from '../support/tracker-steps.ts';

let town: TrackedTown;
let projectId: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = await handedOver(town);
});
afterEach(() => town.leave());

/** As the announced round writes it, without the round. */
async function graded(project: string, grade: 'satisfied' | 'dissatisfied', on: string) {
	const root = postgres(town.database.superuserUrl, { max: 1 });
	const [satisfied, dissatisfied] = grade === 'satisfied' ? [40, 10] : [10, 40];
	await root.begin(async (sql) => {
		await sql`set local session_replication_role = replica`;
		await sql`insert into tracker.survey_result (congress_id, survey_id, project_id, satisfied, basic, dissatisfied,
			blank, base, base_number, rule, grade, at) values (${town.congressId}, ${crypto.randomUUID()}, ${project},
			${satisfied!}, 0, ${dissatisfied!}, 0, 'all', 60, 'majority', ${grade}, ${noon(on)})`;
	});
	await root.end();
}

type Who = Parameters<TrackedTown['person']>[0];
const board = async (today = '2026-04-21', who: 'supervision' | 'chair' = 'supervision') =>
	officeBoard(town.desk, town.person(who), 2026, today);
/** Units by name, whichever stands heavier. */
const byUnit = async (today: string) => {
	const { units } = await board(today);
	return Object.fromEntries(units.map(({ unit, ...line }) => [unit, line]));
};
const supervised = (id: string) =>
	setSupervisors(
		town.desk,
		town.person('supervision'),
		{ projectId: id, leader: '张三', presidium: 3, deputies: [1, 2] },
		noon('2026-02-20')
	);
const listed = async (query: string, today?: string) =>
	(
		await followPage(
			town.desk,
			town.person('supervision'),
			followFilter(new URLSearchParams(query)),
			'weight',
			50,
			today
		)
	).rows.map(({ id }) => id);

test('what waits for its 交办单, and whose plan is late, stands on the first page and leads to its list', async () => {
	const { units: _, ...before } = await board('2026-02-20');
	const waits = town.projects.find(({ id }) => id !== projectId)!;
	expect(before).toMatchObject({ unassigned: 1, latePlans: 0 });
	expect(await listed('due=unassigned')).toEqual([waits.id]);
	const work = async (who: Who) =>
		(await reviewsFor(town.desk, town.person(who))).filter(({ kind }) => kind === 'assignment');
	expect(await work('supervision')).toMatchObject([
		{ projectId: waits.id, href: `/tracker/${waits.id}/assignment`, since: expect.stringMatching(/^2026-/) }
	]);
	// Handing over is the office's.
	expect(await work('chair')).toEqual([]);

	const issued = await issueAssignment(
		town.desk,
		town.person('supervision'),
		{
			...{
				projectId: waits.id,
				reference: '涌人办〔2026〕2号',
				unit: waits.unit,
				leader: waits.leader,
				contact: ''
			},
			...{ cooperating: [], target: '', requirement: '', startsOn: waits.startsOn!, endsOn: waits.endsOn! }
		},
		noon('2026-02-20')
	);
	expect(issued).toMatchObject({ ok: true });
	expect(await work('supervision')).toEqual([]);
	expect(await listed('due=unassigned')).toEqual([]);
	// Thirty days for the plan, the last of them included.
	expect(await board('2026-03-22')).toMatchObject({ unassigned: 0, latePlans: 0 });
	expect(await board('2026-03-23')).toMatchObject({ latePlans: 1 });
	expect(await byUnit('2026-03-23')).toMatchObject({ [waits.unit]: { latePlans: 1 } });
	expect(await listed('due=late-plan', '2026-03-22')).toEqual([]);
	expect(await listed('due=late-plan', '2026-03-23')).toEqual([waits.id]);
});

test('a project without its whole 1+1+2 group is counted and listed from its 交办单 until it is accepted', async () => {
	const waits = town.projects.find(({ id }) => id !== projectId)!;
	const short = async () => {
		const ids = await listed('due=no-group');
		expect(await board()).toMatchObject({ noGroup: ids.length });
		// What the list says is what the project's own page works out.
		const seen = (await followedProject(town.desk, town.congressId, projectId))!;
		expect(groupLacks(seen.supervisors).length > 0).toBe(ids.includes(projectId));
		return ids;
	};
	const onRoll = (number: number, active: boolean) =>
		town.read((tx) => tx.update(delegate).set({ active }).where(eq(delegate.number, number)));
	// The other one is not handed over: nobody supervises anything yet.
	expect(await short()).toEqual([projectId]);
	expect(await listed('due=unassigned')).toEqual([waits.id]);
	await supervised(projectId);
	expect(await short()).toEqual([]);
	// One of the presidium or one of two deputies leaves the roll; each is one too few.
	for (const number of [3, 1]) {
		await onRoll(number, false);
		expect(await short()).toEqual([projectId]);
		const { supervisors } = (await followedProject(town.desk, town.congressId, projectId))!;
		expect(supervisors.filter(({ left }) => left).map((one) => one.number)).toEqual([number]);
		await onRoll(number, true);
		expect(await short()).toEqual([]);
	}
	await onRoll(1, false);
	expect(await short()).toEqual([projectId]);

	const as = async (change: (sql: postgres.TransactionSql) => Promise<unknown>) => {
		const root = postgres(town.database.superuserUrl, { max: 1 });
		await root.begin(async (sql) => {
			await sql`set local session_replication_role = replica`;
			await change(sql);
		});
		await root.end();
	};
	await as((sql) => sql`update tracker.project set replaced_at = now() where id = ${projectId}`);
	expect(await listed('due=no-group')).toEqual([]);
	await as((sql) => sql`update tracker.project set replaced_at = null where id = ${projectId}`);
	const accept = (conclusion: 'pass' | 'rectify', version: number) =>
		as(
			(sql) => sql`insert into tracker.acceptance (congress_id, project_id, version, accepted_on, conclusion,
				people, text, state, submitted_at, submitted_by)
				values (${town.congressId}, ${projectId}, ${version}, '2026-04-20', ${conclusion}, '', '', 'approved', now(), '')`
		);
	await accept('rectify', 1);
	expect(await listed('due=no-group')).toEqual([projectId]);
	await accept('pass', 2);
	expect(await listed('due=no-group')).toEqual([]);
	expect(await board()).toMatchObject({ noGroup: 0 });
});

test('the office’s figures are those of its lists, by unit and altogether', async () => {
	await town.read((tx) => refreshStanding(tx, null, noon('2026-03-10')));
	expect(await board()).toMatchObject({ overdue: 0, lateReports: 0, unanswered: 0, decided: 1, returned: 0 });
	for (const due of ['overdue', 'late-report', 'unanswered']) expect(await listed(`due=${due}`)).toEqual([]);

	const returned = {
		projectId,
		month: '2026-03',
		version: 1,
		verdict: 'return' as const,
		reason: '请核对金额'
	};
	await submitReport(
		town.desk,
		town.person('water'),
		{ projectId, month: '2026-03', revision: 0, draft: reportDraft() },
		noon('2026-04-02')
	);
	await decideReport(town.desk, town.person('supervision'), returned, noon('2026-04-03'));
	const notice = (reference: string) =>
		issueSupervision(
			town.desk,
			town.person('supervision'),
			{
				...{ projectId, kind: 'notice', reference, people: '', text: '请说明' },
				...{ heldOn: '2026-04-20', dueOn: '2026-04-30' }
			},
			noon('2026-04-20')
		);
	const issued = [await notice('督1号'), await notice('督2号')];
	const figures = { overdue: 1, lateReports: 1, unanswered: 1, decided: 2, returned: 1 };
	expect(await board()).toMatchObject({
		...figures,
		units: [
			{ unit: '镇水务站', projects: 1, heavy: 1, ...figures },
			{ unit: '镇村镇建设办', projects: 1, heavy: 0, overdue: 0, decided: 0 }
		]
	});
	for (const due of ['overdue', 'late-report', 'unanswered'])
		expect(await listed(`due=${due}`)).toEqual([projectId]);
	expect(await listed('due=anything')).toHaveLength(2);
	// Two notices, one project: the tile counts what its list shows.
	for (const one of issued) {
		expect(await board()).toMatchObject({ unanswered: 1 });
		if (!one.ok) throw new Error(one.code);
		await replySupervision(
			town.desk,
			town.person('water'),
			{ projectId, id: one.value.id, number: 1, text: '已整改' },
			noon('2026-04-22')
		);
	}
	expect(await board()).toMatchObject({ unanswered: 0 });
	expect(await listed('due=unanswered')).toEqual([]);
});

const opinion = async (text: string, on: string, project = projectId) => {
	const id = crypto.randomUUID();
	const sent = await recordVisit(
		town.desk,
		town.deputies[0]!,
		{ id, projectId: project, kind: 'opinion', visitedOn: on, companions: [], found: '', opinion: text },
		noon(on)
	);
	if (!sent.ok) throw new Error(sent.code);
	return id;
};
const message = async (text: string, on: string, project = projectId) => {
	const sent = await writeFeedback(
		town.desk,
		{ projectId: project, key: crypto.randomUUID(), text, contact: '', address: '10.0.0.1' },
		noon(on)
	);
	if (!sent.ok) throw new Error(sent.code);
};
const decide = async (text: string, verdict: 'show' | 'keep-back' = 'show') => {
	const [row] = await town.read((tx) => tx.select().from(feedback).where(eq(feedback.text, text)));
	const step = { id: row!.id, revision: 0, verdict, reason: verdict === 'show' ? '' : '与项目无关' };
	expect(await decideFeedback(town.desk, town.person('supervision'), step)).toMatchObject({ ok: true });
};
const narrowed = { year: 2026, unit: null as string | null, late: false, page: 1 };
const opinions = async (changed: Partial<typeof narrowed>, today: string, who: Who = 'supervision') =>
	(await owedOpinions(town.desk, town.person(who), { ...narrowed, ...changed }, today)).rows.map(
		(row) => row.opinion
	);
const messages = async (list: 'waiting' | 'open', changed: Partial<typeof narrowed>, today: string) =>
	(
		await feedbackDesk(town.desk, town.person('supervision'), {
			...{ ...narrowed, ...changed },
			...{ list, projectId: null, today }
		})
	).rows.map(({ text }) => text);

test('deputies’ opinions without a reply are counted and listed, by unit and by their term', async () => {
	for (const { id } of town.projects) await supervised(id);
	const road = town.projects[1]!;
	const today = '2026-06-20';
	expect(await board(today)).toMatchObject({ opinions: 0, lateOpinions: 0 });
	const late = await opinion('护坡要加固', '2026-05-11');
	await opinion('请公示工期', '2026-06-15');
	await opinion('路口要有灯', '2026-06-16', road.id);
	// On its last day it is not late.
	expect(await board('2026-06-01')).toMatchObject({ opinions: 3, lateOpinions: 0 });
	expect(await opinions({ late: true }, '2026-06-01')).toEqual([]);
	expect(await board(today)).toMatchObject({ opinions: 3, lateOpinions: 1 });
	expect(await byUnit(today)).toMatchObject({
		镇村镇建设办: { opinions: 1, lateOpinions: 0 },
		镇水务站: { opinions: 2, lateOpinions: 1 }
	});
	expect(await opinions({}, today)).toEqual(['护坡要加固', '请公示工期', '路口要有灯']);
	expect(await opinions({ late: true }, today)).toEqual(['护坡要加固']);
	expect(await opinions({ unit: '镇村镇建设办' }, today)).toEqual(['路口要有灯']);
	expect(await opinions({ year: 2025 }, today)).toEqual([]);
	// A unit reads its own ones, whatever it asks for.
	expect(await opinions({}, today, 'roads')).toEqual(['路口要有灯']);
	expect(await opinions({ unit: '镇水务站' }, today, 'roads')).toEqual([]);

	const reply = { projectId, id: late, number: 1, text: '本月加固' };
	expect(await replyOpinion(town.desk, town.person('water'), reply, noon(today))).toMatchObject({ ok: true });
	expect(await board(today)).toMatchObject({ opinions: 2, lateOpinions: 0 });
	// 不满意 asks again, with a term of its own.
	const grade = { projectId, id: late, number: 1, grade: 'dissatisfied' as const, comment: '没有写明日期' };
	expect(await rateReply(town.desk, town.deputies[0]!, grade, noon(today))).toMatchObject({ ok: true });
	expect(await board(today)).toMatchObject({ opinions: 3, lateOpinions: 0 });
	expect(await opinions({}, today)).toEqual(['请公示工期', '路口要有灯', '护坡要加固']);
});

test('residents’ messages are counted where they wait, and the chair counts none', async () => {
	const road = town.projects[1]!.id;
	for (const text of ['没有护栏', '噪声太大', '广告']) await message(text, '2026-05-11');
	await message('路灯不亮', '2026-06-01', road);
	const today = '2026-06-02';
	expect(await board(today)).toMatchObject({ reviews: { waiting: 4, late: 3 }, messages: 0 });
	expect(await board('2026-05-14')).toMatchObject({ reviews: { late: 0 } });
	expect((await messages('waiting', { late: true }, today)).toSorted()).toEqual(
		['没有护栏', '噪声太大', '广告'].toSorted()
	);
	await decide('没有护栏');
	await decide('路灯不亮');
	await decide('广告', 'keep-back');
	const figures = { reviews: { waiting: 1, late: 1 }, messages: 2, lateMessages: 1 };
	expect(await board(today)).toMatchObject(figures);
	expect(await byUnit(today)).toMatchObject({
		镇村镇建设办: { messages: 1, lateMessages: 0 },
		镇水务站: { messages: 1, lateMessages: 1 }
	});
	expect(await messages('waiting', {}, today)).toEqual(['噪声太大']);
	expect(await messages('open', {}, today)).toEqual(['没有护栏', '路灯不亮']);
	expect(await messages('open', { late: true }, today)).toEqual(['没有护栏']);
	expect(await messages('open', { unit: '镇村镇建设办' }, today)).toEqual(['路灯不亮']);
	expect(await messages('open', { year: 2025 }, today)).toEqual([]);
	expect(await board(today, 'chair')).toMatchObject({
		...{ reviews: null, messages: 0, lateMessages: 0 },
		units: [{ messages: 0 }, { messages: 0 }]
	});

	// Replaced by a decision: followed no more, but who wrote about it still waits.
	const root = postgres(town.database.superuserUrl, { max: 1 });
	await root.begin(async (sql) => {
		await sql`set local session_replication_role = replica`;
		await sql`update tracker.project set replaced_at = ${noon('2026-06-01')}`;
	});
	await root.end();
	expect(await board(today)).toMatchObject(figures);
	expect(await byUnit(today)).toMatchObject({
		镇村镇建设办: { projects: 0, messages: 1 },
		镇水务站: { projects: 0, messages: 1 }
	});
	for (const light of ['grey', 'red']) expect(await listed(`light=${light}`)).toEqual([]);
});

test('who wrote about an accepted project of an earlier year waits in sight of the office', async () => {
	for (const { id } of town.projects) await supervised(id);
	const road = town.projects[1]!.id;
	await opinion('护坡要加固', '2026-05-11');
	for (const text of ['没有护栏', '噪声太大', '广告']) await message(text, '2026-05-12');
	await message('路灯不亮', '2026-06-01', road);
	const root = postgres(town.database.superuserUrl, { max: 1 });
	await root.begin(async (sql) => {
		await sql`set local session_replication_role = replica`;
		await sql`update tracker.project set year = 2025 where id = ${projectId}`;
		await sql`insert into tracker.acceptance (congress_id, project_id, version, accepted_on, conclusion,
			people, text, state, submitted_at, submitted_by)
			values (${town.congressId}, ${projectId}, 1, '2026-04-20', 'pass', '', '', 'approved', now(), '')`;
	});
	await root.end();
	const waits = async (who: Who = 'supervision') =>
		(await reviewsFor(town.desk, town.person(who))).filter(({ kind }) => kind === 'feedback-open');
	const earlier = async (who?: 'chair') => (await board('2026-06-20', who)).earlier;
	expect(await waits()).toEqual([]);
	expect(await earlier()).toEqual([{ year: 2025, opinions: 1, messages: 0 }]);
	for (const text of ['没有护栏', '噪声太大', '路灯不亮']) await decide(text);
	await decide('广告', 'keep-back');
	const [first] = await town.read((tx) => tx.select().from(feedback).where(eq(feedback.text, '没有护栏')));
	expect(await waits()).toMatchObject([
		{
			...{ projectId, about: `2 ${first!.replyDueOn}`, since: noon('2026-05-12').toISOString() },
			href: `/tracker/feedback?list=open&project=${projectId}`
		},
		{ projectId: road, about: expect.stringMatching(/^1 2026-06-/) }
	]);
	// The road's are this year's, which the tiles count.
	expect(await earlier()).toEqual([{ year: 2025, opinions: 1, messages: 2 }]);
	expect(await board('2026-06-20')).toMatchObject({ opinions: 0, messages: 1 });
	expect([await waits('chair'), await earlier('chair')]).toEqual([
		[],
		[{ year: 2025, opinions: 1, messages: 0 }]
	]);
	// The links' lists are as long as they say.
	expect(await opinions({ year: 2025 }, '2026-06-20')).toHaveLength(1);
	expect(await messages('open', { year: 2025 }, '2026-06-20')).toHaveLength(2);

	// Passed on it is the unit's, closed nobody's.
	const step = { id: first!.id, revision: 1 };
	const office = town.person('supervision');
	expect(await forwardFeedback(town.desk, office, { ...step, note: '' })).toMatchObject({ ok: true });
	expect((await waits()).map(({ about }) => about.split(' ')[0])).toEqual(['1', '1']);
	const [second] = await town.read((tx) => tx.select().from(feedback).where(eq(feedback.text, '噪声太大')));
	const closed = await closeFeedback(town.desk, office, { ...step, id: second!.id });
	expect(closed).toMatchObject({ ok: true });
	expect((await waits()).map((one) => one.projectId)).toEqual([road]);
	expect(await earlier()).toEqual([{ year: 2025, opinions: 1, messages: 1 }]);
});

test('the list by grade is by the newest survey, and what was not graded is a grade of its own', async () => {
	const [river, road] = town.projects.map(({ id }) => id);
	expect(await listed('grade=none')).toHaveLength(2);
	await graded(river!, 'satisfied', '2026-12-01');
	await graded(river!, 'dissatisfied', '2026-12-20');
	expect(await listed('grade=dissatisfied')).toEqual([river]);
	expect(await listed('grade=satisfied')).toEqual([]);
	expect(await listed('grade=none')).toEqual([road]);
	expect(await listed('grade=anything')).toHaveLength(2);
	const ledger = await ledgerOfYear(town.desk, town.person('supervision'), 2026);
	const { columns, rows } = ledgerSheet(ledger, '涌山镇', '2026-12-21');
	const column = columns.findIndex(({ head }) => head === '满意度测评');
	expect(rows.map((row) => row[column])).toEqual(['不满意', '未测评']);
});

test('figures and milestones of another congress are its own', async () => {
	const other = await insertTown(town.desk, '别镇', '-2');
	const stranger = other.person('supervision');
	await supervised(projectId);
	await opinion('护坡要加固', '2026-03-11');
	await message('没有护栏', '2026-03-11');
	expect(await officeBoard(town.desk, stranger, 2026, '2026-04-21')).toMatchObject({
		...{ decided: 0, opinions: 0, messages: 0, reviews: { waiting: 0, late: 0 } },
		units: [{}, {}]
	});
	const theirs = await owedOpinions(town.desk, stranger, narrowed, '2026-04-21');
	expect(theirs).toMatchObject({ rows: [], total: 0, units: [] });
	expect(Object.keys(await timelineNodes(town.desk, town.person('supervision'), [projectId]))).toEqual([
		projectId
	]);
	expect(await timelineNodes(town.desk, stranger, [projectId])).toEqual({});
});
