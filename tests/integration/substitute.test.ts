import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Substitute } from '#lib/domain/tracker/substitute.ts';
import { violatedConstraint } from '#lib/server/db/client.ts';
import { candidate, round, roundCandidate } from '#lib/server/db/schema.ts';
import { project, reserve } from '#lib/server/db/tracker-schema.ts';
import { createMeeting } from '#lib/server/desk/create-meeting.ts';
import { listCandidates } from '#lib/server/desk/list-candidates.ts';
import { startPoll } from '#lib/server/desk/start-poll.ts';
import { candidatesDesk } from '#lib/server/queries/candidates-desk.ts';
import { followedProject, projectFor } from '#lib/server/queries/followed-project.ts';
import { followPage } from '#lib/server/queries/follow-page.ts';
import { reviewsFor } from '#lib/server/queries/follow-work.ts';
import { freeReserve } from '#lib/server/queries/free-reserve.ts';
import { ledgerOfYear } from '#lib/server/queries/ledger-of-year.ts';
import { knownCandidates } from '#lib/server/queries/known-candidates.ts';
import { meetingsView } from '#lib/server/queries/meetings-view.ts';
import { publicNews } from '#lib/server/queries/public-news.ts';
import { publicProjectPage } from '#lib/server/queries/public-project.ts';
import { publicProjectRecord } from '#lib/server/queries/public-project-record.ts';
import { reservePage } from '#lib/server/queries/reserve-page.ts';
import { surveysView } from '#lib/server/queries/surveys-view.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { createSurvey } from '#lib/server/tracker/create-survey.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { dropReserve } from '#lib/server/tracker/drop-reserve.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { followFilter, reserveFilter } from '#lib/wire/tracker.ts';
import { insertTown, noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { substituteSheet } from '../support/substitute-sheet.ts';
import { withReserve } from '../support/with-reserve.ts';

let town: TrackedTown;
let projectId: string;
let changeId: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = town.projects[0]!.id;
	const asked = await askChange(
		town.desk,
		town.person('water'),
		{
			...{ projectId, kind: 'replace', after: { replacement: '自来水支管网入户工程' } },
			reason: '选址不可行，须更换为另一个项目'
		},
		noon('2026-05-01')
	);
	if (!asked.ok) throw new Error(asked.code);
	changeId = asked.value.id;
});
afterEach(() => town.leave());

type Who = 'office' | 'chair' | 'supervision' | 'water';
const decide = (substitute: Substitute | undefined, who: Who = 'office', changed: object = {}) =>
	decideChange(
		town.desk,
		town.person(who),
		{
			...{ projectId, id: changeId, verdict: 'approved', by: 'congress', note: '', substitute },
			...{ reference: '涌人〔2026〕9号', decidedOn: '2026-05-10' },
			...changed
		},
		noon('2026-05-11')
	);
const days = { startsOn: '2026-06-01', endsOn: '2026-12-31' };
const replaced = async (substitute: Substitute = substituteSheet()) => {
	const decided = await decide(substitute);
	if (!decided.ok) throw new Error(decided.code);
	return decided.value.substitute!.id;
};
const rows = () => town.read((tx) => tx.select().from(project).orderBy(project.number));

test('a replacement names what takes the place, or nothing is recorded', async () => {
	expect(await decide(undefined)).toMatchObject({ code: 'substitute-missing' });
	expect(await decide(substituteSheet({ content: ' ' }))).toMatchObject({ code: 'substitute-missing' });
	expect(await decide(substituteSheet({ name: '锦溪河水环境综合治理' }))).toMatchObject({
		code: 'substitute-same'
	});
	expect(await decide(substituteSheet({ yearFen: 310_000_001 }))).toMatchObject({ code: 'substitute-money' });
	expect(await decide({ ...substituteSheet(), endsOn: '2026-05-31' })).toMatchObject({
		code: 'substitute-dates'
	});
	expect(await decide({ ...days, reserveId: crypto.randomUUID() })).toMatchObject({
		code: 'substitute-not-free'
	});
	expect((await rows()).map(({ replacedAt }) => replacedAt)).toEqual([null, null]);
	expect(await town.read((tx) => tx.select().from(candidate))).toHaveLength(2);
	// A refusal of the change needs none.
	expect(await decide(undefined, 'office', { verdict: 'refused' })).toMatchObject({ ok: true });
});

test('the new project stands behind the others of the year, linked both ways, nobody’s votes to its name', async () => {
	const id = await replaced();
	const all = await rows();
	expect(
		all.map(({ number, name, year, approve, predecessorId }) => [number, name, year, approve, predecessorId])
	).toEqual([
		[1, '锦溪河水环境综合治理', 2026, 60, null],
		[2, '福勤路改造提升工程', 2026, 59, null],
		[3, '自来水支管网入户工程', 2026, 0, projectId]
	]);
	const decision = { decision: '涌人〔2026〕9号', decidedOn: '2026-05-10' };
	for (const view of [
		(await followedProject(town.desk, town.congressId, id))!,
		(await publicProjectPage(town.desk, id))!
	])
		expect(view.replacement).toEqual({
			replaces: { id: projectId, name: '锦溪河水环境综合治理', ...decision },
			replacedBy: null
		});
	expect((await publicProjectPage(town.desk, projectId))!.replacement).toEqual({
		replaces: null,
		replacedBy: { id, name: '自来水支管网入户工程', ...decision }
	});
	const { head } = (await publicProjectRecord(town.desk, projectId))!;
	expect(head.substitution).toEqual({ replaces: null, replacedBy: { id, name: '自来水支管网入户工程' } });
	const list = await followPage(town.desk, town.person('office'), followFilter(new URLSearchParams()));
	expect(
		Object.fromEntries(list.rows.map((row) => [row.name, row.substitution.replaces?.name ?? null]))
	).toEqual({
		锦溪河水环境综合治理: null,
		福勤路改造提升工程: null,
		自来水支管网入户工程: '锦溪河水环境综合治理'
	});
	const ledger = await ledgerOfYear(town.desk, town.person('office'), 2026);
	expect(ledger.rows.map(({ remark }) => remark)).toEqual([
		'已更换为“自来水支管网入户工程”',
		'',
		'由“锦溪河水环境综合治理”更换而来'
	]);
	const news = await publicNews(town.desk, { congress: null, project: id }, 10);
	expect(news.map(({ kind }) => kind)).toEqual(['substitute']);
});

test('the new project is handed over by itself, within the decision’s days', async () => {
	const id = await replaced();
	const sheet = {
		...{ reference: '涌人办〔2026〕9号', unit: '镇水务站', leader: '张三', contact: '', cooperating: [] },
		...{ target: '', startsOn: '2026-06-01', requirement: '' }
	};
	const issue = (projectOf: string, endsOn: string) =>
		issueAssignment(
			town.desk,
			town.person('supervision'),
			{ ...sheet, projectId: projectOf, endsOn },
			noon('2026-05-15')
		);
	expect(await issue(projectId, '2026-12-20')).toMatchObject({ code: 'project-replaced' });
	expect(await issue(id, '2027-01-31')).toMatchObject({ code: 'beyond-voted-dates' });
	expect(await issue(id, '2026-12-31')).toMatchObject({ ok: true });
	expect((await projectFor(town.desk, town.person('water'), id))!.own).toBe(true);
});

test('two projects replaced at once each get their own', async () => {
	const second = await askChange(
		town.desk,
		town.person('roads'),
		{
			...{ projectId: town.projects[1]!.id, kind: 'replace', after: { replacement: '村级停车场' } },
			reason: '道路已由上级另行安排改造'
		},
		noon('2026-05-01')
	);
	if (!second.ok) throw new Error(second.code);
	const other = { projectId: town.projects[1]!.id, id: second.value.id };
	const both = await Promise.all([
		decide(substituteSheet()),
		decide(substituteSheet({ name: '村级停车场' }), 'chair', other)
	]);
	expect(both.map(({ ok }) => ok)).toEqual([true, true]);
	const sheets = await town.read((tx) => tx.select().from(candidate));
	expect(sheets.map(({ number }) => number).sort((a, b) => a - b)).toEqual([-2, -1, 1, 2]);
});

test('one of the 储备库 is taken with its own sheet, once, and its row says for which project', async () => {
	const [kept, dropped] = await withReserve(town, town.desk, ['村级停车场', '老年食堂'], 2026);
	await dropReserve(town.desk, town.person('office'), { id: dropped!, reason: '重复' }, noon('2026-05-02'));
	expect((await freeReserve(town.desk, town.congressId)).map(({ name }) => name)).toEqual(['村级停车场']);
	expect(await decide({ ...days, reserveId: dropped! })).toMatchObject({ code: 'substitute-not-free' });
	const id = await replaced({ ...days, reserveId: kept! });
	const made = (await rows()).find((row) => row.id === id)!;
	expect(made).toMatchObject({ name: '村级停车场', unit: '镇村镇建设办', totalFen: 120_000_000, ...days });
	const list = await reservePage(
		town.desk,
		town.person('office'),
		reserveFilter(new URLSearchParams('state=chosen'))
	);
	expect(list.rows.map(({ name, takenFor }) => [name, takenFor])).toEqual([
		['村级停车场', { projectId: id, name: '锦溪河水环境综合治理' }]
	]);
	expect(await freeReserve(town.desk, town.congressId)).toEqual([]);
	const drop = { id: kept!, reason: '重复' };
	expect(await dropReserve(town.desk, town.person('office'), drop, noon('2026-05-12'))).toMatchObject({
		code: 'reserve-chosen'
	});
});

test('one that a further round still has on its list is not taken', async () => {
	const [kept] = await withReserve(town, town.desk, ['村级停车场'], 2026);
	const [row] = await town.read((tx) => tx.select().from(reserve));
	await town.read(async (tx) => {
		const { congressId, meetingId } = town;
		const [held] = await tx.select().from(round).where(eq(round.id, town.roundId));
		const [further] = await tx
			.insert(round)
			.values({
				congressId,
				meetingId,
				sequence: 2,
				kind: 'second-round',
				title: '第二轮',
				rules: held!.rules
			})
			.returning();
		const line = { congressId, roundId: further!.id, candidateId: row!.candidateId, number: 1 };
		await tx.insert(roundCandidate).values(line);
	});
	expect(await freeReserve(town.desk, town.congressId)).toEqual([]);
	expect(await decide({ ...days, reserveId: kept! })).toMatchObject({ code: 'substitute-not-free' });
});

test('a project of another congress’s 储备库 is not taken', async () => {
	const other = await insertTown(town.desk, '邻镇', '-b');
	const [theirs] = await withReserve(other, town.desk, ['邻镇停车场'], 2026);
	expect(await decide({ ...days, reserveId: theirs! })).toMatchObject({ code: 'substitute-not-free' });
	expect(await freeReserve(town.desk, town.congressId)).toEqual([]);
});

test('the new project is graded at the year’s end, and no vote of its meeting lists it', async () => {
	const id = await replaced();
	const names = await candidatesDesk(town.desk, town.congressId, town.meetingId);
	expect(JSON.stringify(names)).not.toContain('自来水支管网入户工程');
	const made = await createSurvey(
		town.desk,
		town.person('office'),
		{ year: 2026, meetingId: town.meetingId, title: '年度满意度测评' },
		noon('2026-12-20')
	);
	expect(made).toMatchObject({ ok: true });
	const view = await surveysView(town.desk, town.congressId, 2026);
	expect(view.projects.map((one) => one.id)).toEqual([town.projects[1]!.id, id]);
});

test('no further vote and no next meeting takes up the new project’s sheet', async () => {
	const id = await replaced();
	const { candidateId } = (await rows()).find((row) => row.id === id)!;
	const [office, { meetingId }] = [town.person('office'), town];
	const { nextPoll } = await meetingsView(town.desk, town.congressId);
	expect(nextPoll!.candidates.map((one) => one.id)).not.toContain(candidateId);
	const poll = { meetingId, title: '补充票决', seats: 1 };
	expect(await startPoll(town.desk, office, { ...poll, candidates: [candidateId] })).toMatchObject({
		code: 'not-found'
	});
	const started = await startPoll(town.desk, office, { ...poll, candidates: [] });
	if (!started.ok) throw new Error(started.code);
	await town.read((tx) => listCandidates(tx, town.congressId, meetingId));
	const listed = await town.read((tx) =>
		tx.select().from(roundCandidate).where(eq(roundCandidate.roundId, started.value.roundId))
	);
	expect(listed).toEqual([]);
	expect((await town.read((tx) => knownCandidates(tx, meetingId))).map(({ key }) => key)).toEqual([1, 2]);
	const next = await createMeeting(town.desk, office, {
		...{ name: '第八届人民代表大会第十一次会议', term: 8, session: 11, heldOn: '2027-01-20', endsOn: null },
		...{
			venue: '',
			agenda: [],
			title: '民生实事项目票决',
			seats: 2,
			copyFrom: meetingId,
			withCandidates: true
		}
	});
	if (!next.ok) throw new Error(next.code);
	const copied = await town.read((tx) =>
		tx.select().from(candidate).where(eq(candidate.meetingId, next.value.meetingId))
	);
	expect(copied.map(({ number }) => number)).toEqual([1, 2]);
});

test('the chair and the office record a decision from the minutes; supervision and units do not', async () => {
	const waits = async (who: Who) =>
		(await reviewsFor(town.desk, town.person(who))).some(({ kind }) => kind === 'change');
	expect([await waits('office'), await waits('chair'), await waits('supervision')]).toEqual([
		true,
		true,
		false
	]);
	for (const who of ['supervision', 'water'] as const)
		expect(await decide(substituteSheet(), who)).toMatchObject({ code: 'forbidden' });
	// It reads the request and every project all the same.
	const read = await projectFor(town.desk, town.person('supervision'), projectId);
	expect(read!.project.changes).toMatchObject([{ state: 'asked' }]);
	// Whatever else waited on the project waits no more: nobody could decide it.
	const later = { projectId, kind: 'date', after: { endsOn: '2026-12-30' } } as const;
	const date = { ...later, reason: '汛期连续降雨，工期相应顺延' };
	expect(await askChange(town.desk, town.person('water'), date, noon('2026-05-02'))).toMatchObject({
		ok: true
	});
	expect(await decide(substituteSheet(), 'chair')).toMatchObject({ ok: true });
	expect(await waits('office')).toBe(false);
});

test('the database lets nothing take a place without a decision, nor two take one', async () => {
	const { id: _id, candidateId: _c, ...head } = (await rows())[1]!;
	const insert = async (predecessorId: string) => {
		try {
			await town.read(async (tx) => {
				const [sheet] = await tx.select().from(candidate).limit(1);
				const [own] = await tx
					.insert(candidate)
					.values({ ...sheet!, id: crypto.randomUUID(), number: -9 })
					.returning();
				await tx.insert(project).values({ ...head, candidateId: own!.id, number: 9, predecessorId });
			});
			return null;
		} catch (error) {
			return violatedConstraint(error);
		}
	};
	expect(await insert(projectId)).toBe('substitute_needs_decision');
	const id = await replaced();
	expect(await insert(projectId)).toBe('project_takes_one_place');
	await expect(
		town.read((tx) => tx.update(project).set({ predecessorId: null }).where(eq(project.id, id)))
	).rejects.toThrow();
	expect(await town.read((tx) => tx.select().from(reserve))).toEqual([]);
});
