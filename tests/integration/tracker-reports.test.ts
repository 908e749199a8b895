import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { history, lightChange, measure, milestone, standing } from '#lib/server/db/tracker-schema.ts';
import { evidenceFileFor } from '#lib/server/queries/evidence-file.ts';
import { followPage } from '#lib/server/queries/follow-page.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { reviewsFor, todoOf } from '#lib/server/queries/follow-work.ts';
import { reportView } from '#lib/server/queries/report-view.ts';
import { addEvidence } from '#lib/server/tracker/add-evidence.ts';
import { decidePlan } from '#lib/server/tracker/decide-plan.ts';
import { decideReport } from '#lib/server/tracker/decide-report.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { refreshStanding } from '#lib/server/tracker/refresh-standing.ts';
import { setSupervisors } from '#lib/server/tracker/set-supervisors.ts';
import { withdrawEvidence } from '#lib/server/tracker/withdraw-evidence.ts';
import { savePlan, submitPlan } from '#lib/server/tracker/write-plan.ts';
import { saveReport, submitReport } from '#lib/server/tracker/write-report.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { goodPlan, handedOver, reportDraft, reportedMonth } from '../support/tracker-steps.ts';

let town: TrackedTown;

beforeEach(async () => {
	town = await trackedTown();
});
afterEach(() => town.leave());

const lightOn = async (day: string) => {
	await town.read((tx) => refreshStanding(tx, null, noon(day)));
	const [row] = await town.read((tx) =>
		tx.select().from(standing).where(eq(standing.projectId, town.projects[0]!.id))
	);
	return [row!.light, row!.reasons[0]!.test];
};

test('a plan is assigned, written, returned with a reason, handed in again and approved', async () => {
	const { desk } = town;
	const [office, water] = [town.person('supervision'), town.person('water')];
	const projectId = town.projects[0]!.id;
	const sheet = {
		projectId,
		reference: '涌人办〔2026〕1号',
		unit: '镇水务站',
		leader: '张三',
		contact: '',
		cooperating: [],
		target: '',
		startsOn: '2026-03-01',
		endsOn: '2026-12-20',
		requirement: ''
	};
	const on = noon('2026-02-15');
	expect(await savePlan(desk, water, { projectId, revision: 0, draft: {} }, on)).toMatchObject({
		code: 'not-assigned'
	});
	expect(await issueAssignment(desk, water, sheet, on)).toMatchObject({ code: 'forbidden' });
	expect(await issueAssignment(desk, office, { ...sheet, endsOn: '2026-12-31' }, on)).toMatchObject({
		code: 'beyond-voted-dates'
	});
	expect(await issueAssignment(desk, office, sheet, on)).toMatchObject({ value: { version: 1 } });
	expect(await todoOf(desk, water, '2026-02-15')).toMatchObject([{ kind: 'plan', dueOn: '2026-03-17' }]);

	// Half a plan is kept as it was typed; another unit may not touch it, and a second writer is told.
	const half = { 'start-name': '开工', 'start-on': '四月一日' };
	expect(await savePlan(desk, water, { projectId, revision: 0, draft: half }, on)).toMatchObject({
		value: { revision: 1 }
	});
	expect(await savePlan(desk, town.person('roads'), { projectId, revision: 1, draft: {} }, on)).toMatchObject(
		{
			code: 'not-your-unit'
		}
	);
	expect(await savePlan(desk, water, { projectId, revision: 0, draft: goodPlan }, on)).toMatchObject({
		code: 'edited-elsewhere'
	});
	// The answer got lost, and the same words come again.
	expect(await savePlan(desk, water, { projectId, revision: 0, draft: half }, on)).toMatchObject({
		value: { revision: 1 }
	});
	const faulty = await submitPlan(desk, water, { projectId, revision: 1, draft: half }, on);
	expect(faulty).toMatchObject({ value: { faults: [{ field: 'start-on', code: 'bad-date' }], revision: 2 } });
	expect((await followedProject(desk, town.congressId, projectId))!.plan).toMatchObject({
		state: 'draft',
		draft: half
	});

	expect(await submitPlan(desk, water, { projectId, revision: 2, draft: goodPlan }, on)).toMatchObject({
		value: { version: 1 }
	});
	expect(await savePlan(desk, water, { projectId, revision: 3, draft: {} }, on)).toMatchObject({
		code: 'report-locked'
	});
	expect((await reviewsFor(desk, office)).filter(({ kind }) => kind !== 'assignment')).toMatchObject([
		{ kind: 'plan', href: `/tracker/${projectId}/plan` }
	]);
	const decide = (version: number, verdict: 'approve' | 'return', reason: string) =>
		decidePlan(desk, office, { projectId, version, verdict, reason }, on);
	expect(await decide(1, 'return', ' ')).toMatchObject({ code: 'reason-needed' });
	expect(await decide(1, 'return', '请补充招标节点')).toMatchObject({ ok: true });
	expect(await todoOf(desk, water, '2026-02-16')).toMatchObject([
		{ kind: 'plan-returned', about: '请补充招标节点' }
	]);
	const better = { ...goodPlan, 'tender-name': '招标', 'tender-on': '2026-03-20' };
	expect(await submitPlan(desk, water, { projectId, revision: 3, draft: better }, on)).toMatchObject({
		value: { version: 2 }
	});
	expect(await decide(1, 'approve', '')).toMatchObject({ code: 'other-version' });
	expect(await decide(2, 'approve', '')).toMatchObject({ ok: true });
	const view = (await followedProject(desk, town.congressId, projectId))!;
	expect(view.milestones.map(({ name }) => name)).toEqual(['招标', '开工', '主体完工', '完工', '竣工验收']);
});

test('a report becomes the project’s figures when it is approved, and the light follows', async () => {
	const { desk } = town;
	const projectId = await handedOver(town);
	const water = town.person('water');
	expect(await lightOn('2026-03-15')).toEqual(['green', 'on-plan']);
	expect(await lightOn('2026-04-02')).toEqual(['red', 'overdue']);
	const [start] = await town.read((tx) => tx.select().from(milestone).where(eq(milestone.name, '开工')));
	await reportedMonth(town, '2026-03', '2026-04-03', {
		percent: '9',
		[`reached-${start!.id}`]: '2026-04-01'
	});
	expect(await lightOn('2026-04-03')).toEqual(['green', 'on-plan']);

	// The next month is not handed in: five working days after its term the light is red, and it says which month.
	expect(await lightOn('2026-05-12')).toEqual(['yellow', 'behind']);
	const input = { projectId, month: '2026-04', revision: 0 };
	const on = noon('2026-05-13');
	const submit = (draft: object, revision: number) =>
		submitReport(
			desk,
			water,
			{ ...input, revision, draft: reportDraft(draft as Record<string, string>) },
			on
		);
	expect(await submit({ percent: '8', paid: '110' }, 0)).toMatchObject({
		value: { faults: ['paid-over-arrived', 'progress-fell'], revision: 1 }
	});
	const [main] = await town.read((tx) => tx.select().from(milestone).where(eq(milestone.name, '主体完工')));
	const early = { percent: '22', [`reached-${main!.id}`]: '2016-04-28' };
	expect(await submit(early, 1)).toMatchObject({
		value: { faults: ['reached-before-start'], revision: 2 }
	});
	const misread = { percent: '=9+9', [`reached-${main!.id}`]: '四月底' };
	expect(await submit(misread, 2)).toMatchObject({
		value: {
			faults: [
				{ field: `reached-${main!.id}`, code: 'bad-date', about: '主体完工' },
				{ field: 'percent', code: 'bad-percent' }
			],
			revision: 3
		}
	});
	expect(
		await submitReport(desk, water, { ...input, month: '2026-05', draft: reportDraft({ percent: '20' }) }, on)
	).toMatchObject({ value: { faults: [{ code: 'earlier-month-first', about: '2026-04' }], revision: 1 } });
	expect(await submit({ percent: '22', paid: '110', explanation: '施工单位垫资' }, 3)).toMatchObject({
		value: { version: 1 }
	});
	expect(await saveReport(desk, water, { ...input, revision: 4, draft: {} }, on)).toMatchObject({
		code: 'report-locked'
	});
	const decide = (version: number, verdict: 'approve' | 'return', reason = '') =>
		decideReport(desk, town.person('supervision'), { ...input, version, verdict, reason }, on);
	expect(await decide(1, 'return', '请附垫资协议')).toMatchObject({ ok: true });
	expect(
		await submit({ percent: '21', paid: '110', explanation: '施工单位垫资，协议已附' }, 4)
	).toMatchObject({
		value: { version: 2 }
	});
	expect(await decide(2, 'approve')).toMatchObject({ ok: true });
	const view = await reportView(desk, town.congressId, projectId, '2026-04');
	expect(view.versions.map(({ version }) => version)).toEqual([2, 1]);
	expect(view.versions[0]!.changes).toEqual([
		{ field: 'percent', before: 22, after: 21 },
		{ field: 'explanation', before: '施工单位垫资', after: '施工单位垫资，协议已附' }
	]);
	const sums = await town.read((tx) => tx.select().from(measure).orderBy(measure.asOf));
	expect(sums.map(({ asOf, percent, paidFen }) => [asOf, percent, paidFen])).toEqual([
		['2026-03-31', 9, 60_000_000],
		['2026-04-30', 21, 110_000_000]
	]);
	const changes = await town.read((tx) =>
		tx.select().from(lightChange).where(eq(lightChange.projectId, projectId)).orderBy(lightChange.seq)
	);
	// Handed in, the first report clears the milestone that was overdue; its figures hold from the approval on. Returned,
	// the second one is not late at once.
	expect(changes.map(({ light }) => light)).toEqual([
		...['grey', 'green', 'red', 'green', 'yellow', 'green']
	]);
	const acts = await town.read((tx) => tx.select({ act: history.act }).from(history).orderBy(history.id));
	expect(acts.map(({ act }) => act)).toContain('report-returned');
});

test('a month that may not be handed in yet is kept as it was typed, with every fault told', async () => {
	const projectId = await handedOver(town);
	const typed = { done: '浇筑护岸 300 米', percent: '一成' };
	const sent = await submitReport(
		town.desk,
		town.person('water'),
		{ projectId, month: '2026-04', revision: 0, draft: reportDraft(typed) },
		noon('2026-05-06')
	);
	expect(sent).toMatchObject({
		value: {
			faults: [
				{ code: 'earlier-month-first', about: '2026-03' },
				{ field: 'percent', code: 'bad-percent' }
			],
			revision: 1
		}
	});
	expect(await reportView(town.desk, town.congressId, projectId, '2026-04')).toMatchObject({
		...{ state: 'draft', revision: 1 },
		draft: typed
	});
});

test('two people save the same report at once: one is kept, the other is told, and nothing is lost silently', async () => {
	const projectId = await handedOver(town);
	const save = (done: string) =>
		saveReport(
			town.desk,
			town.person('water'),
			{ projectId, month: '2026-03', revision: 0, draft: reportDraft({ done }) },
			noon('2026-04-01')
		);
	const answers = await Promise.all([save('甲写的'), save('乙写的')]);
	expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
	expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'edited-elsewhere' });
});

test('a light is red once a report is late by more than five working days', async () => {
	await handedOver(town);
	const [start] = await town.read((tx) => tx.select().from(milestone).where(eq(milestone.name, '开工')));
	await reportedMonth(town, '2026-03', '2026-04-03', {
		percent: '60',
		[`reached-${start!.id}`]: '2026-04-01'
	});
	expect(await lightOn('2026-05-12')).toEqual(['green', 'on-plan']);
	expect(await lightOn('2026-05-13')).toEqual(['red', 'report-late']);
});

test('a photograph is small, without its place, public until it is withdrawn; documents are not', async () => {
	const projectId = await handedOver(town);
	const { desk, uploadDir } = town;
	const water = town.person('water');
	const bytes = await sharp(randomBytes(300 * 200 * 3), { raw: { width: 300, height: 200, channels: 3 } })
		.withExif({ IFD2: { DateTimeOriginal: '2026:03:30 10:00:00' }, IFD3: { GPSLatitude: '28/1 52/1 0/1' } })
		.jpeg()
		.toBuffer();
	const add = (changed: object) =>
		addEvidence(
			desk,
			water,
			{ projectId, slot: 'during', caption: '河道清淤', takenOn: '', bytes, uploadDir, ...changed },
			noon('2026-04-01')
		);
	const added = await add({});
	if (!added.ok) throw new Error(added.code);
	// Once more by the same person with the same words, as after an answer that was lost: it is there already.
	expect(await add({})).toEqual({ ok: true, value: { id: added.value.id, again: true } });
	expect(await add({ caption: '河道疏浚' })).toMatchObject({ code: 'evidence-twice' });
	expect(await add({ slot: 'after' })).toMatchObject({ code: 'evidence-twice' });
	expect(await add({ slot: 'document' })).toMatchObject({ code: 'evidence-slot' });
	expect(await add({ bytes: bytes.subarray(0, 900) })).toMatchObject({ code: 'evidence-broken' });
	const { id } = added.value;
	// The row of this one is refused by the database: nothing of it stays, nor of all that came before.
	await expect(
		add({ bytes: await sharp(bytes).resize(80).jpeg().toBuffer(), takenOn: '2026-03-30', caption: '\0' })
	).rejects.toThrow();
	expect(readdirSync(join(uploadDir, town.congressId))).toEqual([id]);
	const seen = async (congressId: string | null) => evidenceFileFor(desk, uploadDir, congressId, id);
	expect((await sharp((await seen(null))!.bytes).metadata()).exif).toBeUndefined();
	expect((await followedProject(desk, town.congressId, projectId))!.evidence).toMatchObject([
		{ takenOn: '2026-03-30', takenFrom: 'camera', shown: true }
	]);
	// Shrunk by the browser it says nothing of its camera any more; the day comes beside it.
	const plain = await sharp(bytes).resize(100).jpeg().toBuffer();
	expect(await add({ bytes: plain })).toMatchObject({ code: 'evidence-date' });
	expect(await add({ bytes: plain, cameraDay: '2026-04-02' })).toMatchObject({ code: 'evidence-date' });
	expect(await add({ bytes: plain, cameraDay: '2026-03-28', takenOn: '2026-03-29' })).toMatchObject({
		ok: true
	});
	// What the file itself says goes before it.
	expect((await followedProject(desk, town.congressId, projectId))!.evidence).toMatchObject([
		{ takenOn: '2026-03-30' },
		{ takenOn: '2026-03-28', takenFrom: 'camera' }
	]);
	// A clock that is ahead, or that has lost its day, leaves it to the day that was typed, and says so.
	for (const [width, cameraDay] of [
		[90, '2026-04-02'],
		[80, '2000-01-01']
	] as const) {
		const wrong = { bytes: await sharp(bytes).resize(width).jpeg().toBuffer(), cameraDay };
		expect(await add(wrong)).toMatchObject({ code: 'evidence-date' });
		expect(await add({ ...wrong, takenOn: '2026-04-02' })).toMatchObject({ code: 'evidence-date' });
		expect(await add({ ...wrong, takenOn: '2026-03-31' })).toMatchObject({ ok: true });
	}
	const days = async () =>
		(await followedProject(desk, town.congressId, projectId))!.evidence
			.map(({ takenOn, takenFrom }) => `${takenOn} ${takenFrom}`)
			.sort();
	expect(await days()).toEqual([
		'2026-03-28 camera',
		'2026-03-30 camera',
		'2026-03-31 entered',
		'2026-03-31 entered'
	]);
	const withdraw = (reason: string) =>
		withdrawEvidence(desk, town.person('supervision'), { projectId, id, reason }, noon('2026-04-02'));
	expect(await withdraw('')).toMatchObject({ code: 'reason-needed' });
	expect(await withdraw('照片中有车牌')).toMatchObject({ ok: true });
	expect(await seen(null)).toBeNull();
	expect(await seen(town.congressId)).not.toBeNull();
	expect(await days()).toEqual(['2026-03-28 camera', '2026-03-31 entered', '2026-03-31 entered']);
});

test('a group is one leader, one of the presidium and two deputies', async () => {
	const projectId = town.projects[0]!.id;
	const set = (deputies: number[]) =>
		setSupervisors(
			town.desk,
			town.person('supervision'),
			{ projectId, leader: '张三', presidium: 1, deputies },
			noon('2026-02-16')
		);
	expect(await set([1, 2])).toMatchObject({ code: 'group-too-small' });
	expect(await set([2, 9])).toMatchObject({ code: 'no-such-delegate' });
	expect(await set([2, 3])).toMatchObject({ ok: true });
	expect((await followedProject(town.desk, town.congressId, projectId))!.supervisors).toMatchObject([
		{ part: 'leader', name: '张三', number: null },
		{ part: 'presidium', number: 1 },
		{ part: 'deputy', number: 2 },
		{ part: 'deputy', number: 3 }
	]);
});

test('a unit sees its own projects in lists, the office all of them, worst light first', async () => {
	await handedOver(town);
	await town.read((tx) => refreshStanding(tx, null, noon('2026-04-02')));
	const filter = {
		year: null,
		light: null,
		unit: null,
		place: null,
		due: null,
		grade: null,
		words: '',
		page: 1
	};
	const names = async (who: 'water' | 'roads' | 'supervision', changed: object = {}) => {
		const page = await followPage(town.desk, town.person(who), { ...filter, ...changed });
		return page.rows.map(({ name }) => name);
	};
	expect(await names('water')).toEqual(['锦溪河水环境综合治理']);
	expect(await names('roads')).toEqual(['福勤路改造提升工程']);
	expect(await names('supervision')).toHaveLength(2);
	expect(await names('supervision', { light: 'red' })).toEqual(['锦溪河水环境综合治理']);
	expect(await names('supervision', { words: '福勤' })).toEqual(['福勤路改造提升工程']);
	expect(await names('supervision', { words: '%' })).toEqual([]);
	expect(await names('supervision', { page: 99 })).toHaveLength(2);
	expect(await followedProject(town.desk, crypto.randomUUID(), town.projects[0]!.id)).toBeNull();
});
