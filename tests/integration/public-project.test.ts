import postgres from 'postgres';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { feedback, residentRating } from '#lib/server/db/tracker-schema.ts';
import { publicProjectRecord } from '#lib/server/queries/public-project-record.ts';
import { publicListPage, publicProjectPage } from '#lib/server/queries/public-project.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { withdrawEvidence } from '#lib/server/tracker/withdraw-evidence.ts';
import { submitReport } from '#lib/server/tracker/write-report.ts';
import { accepted, openProject, surveyed } from '../support/open-project.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { reportDraft } from '../support/tracker-steps.ts';

let town: TrackedTown;
beforeEach(async () => {
	town = await trackedTown();
});
afterEach(() => town.leave());

const page = async (id: string) => (await publicProjectPage(town.desk, id))!;

test('a resident reads light, progress, money, milestones, photographs, reports, change and correction', async () => {
	const projectId = await openProject(town);
	expect(await page(projectId)).toMatchObject({
		name: '锦溪河水环境综合治理',
		percent: 45,
		asOf: '2026-06-30',
		funds: { plannedFen: 480_000_000, arrivedFen: 240_000_000, paidFen: 180_000_000 },
		light: { reasons: [expect.objectContaining({ percent: 45 })] },
		photoCount: 4,
		photos: [
			{ slot: 'before', caption: '整治前的河道', width: 1200, height: 800, takenOn: '2026-02-20' },
			{ slot: 'during', caption: '护岸施工' },
			{ slot: 'during', caption: '清淤现场' },
			{ slot: 'after' }
		],
		reportCount: 4,
		// The newest three; the rest is on the list's own page.
		reports: [
			{ month: '2026-06', percent: 45, done: '护岸完成过半', next: '两岸绿化' },
			{ month: '2026-05' },
			{ month: '2026-04' }
		],
		changes: [
			{
				before: { endsOn: '2026-12-20' },
				after: { endsOn: '2027-01-20' },
				reason: '汛期连续降雨，工期顺延一个月',
				decision: '涌人主〔2026〕3号',
				decidedOn: '2026-07-05'
			}
		],
		correctedMeasures: [{ asOf: '2026-05-31', reason: '上月多计了未验收的 200 米' }],
		acceptance: null,
		satisfaction: [],
		messages: []
	});
	expect((await page(projectId)).milestones.map(({ name }) => name)).toEqual([
		...['开工', '主体完工', '完工', '竣工验收']
	]);
	const older = await publicListPage(town.desk, projectId, 'reports', 99);
	expect(older).toMatchObject({ page: 1, pages: 1 });
	expect(older!.lines.map(({ month }) => month)).toEqual(['2026-06', '2026-05', '2026-04', '2026-03']);
});

test('the open data has a project as it stood at one moment, whoever writes meanwhile', async () => {
	const projectId = await openProject(town);
	const changes = async () => (await publicProjectRecord(town.desk, projectId))!.record.lightChanges.length;
	const before = await changes();
	const writer = postgres(town.database.url, { max: 1, onnotice: () => {} });
	let reading!: Promise<number>;
	await writer.begin(async (tx) => {
		// Whoever reads has the project by now, and waits for the lights.
		await tx`lock table tracker.light_change in access exclusive mode`;
		reading = changes();
		const waiting = () => town.database.sql`select from pg_stat_activity
			where datname = current_database() and wait_event_type = 'Lock'`;
		await vi.waitFor(async () => expect(await waiting()).toHaveLength(1), { timeout: 20_000 });
		await tx`insert into tracker.light_change (congress_id, project_id, seq, since, light, reasons,
				rules_version, at)
			select congress_id, project_id, seq + 1, since + 1, light, reasons, rules_version, at
			from tracker.light_change where project_id = ${projectId} order by seq desc limit 1`;
	});
	await writer.end();
	expect(await reading).toBe(before);
	expect(await changes()).toBe(before + 1);
});

test('the acceptance and the deputies’ result stand apart from the residents’ counts', async () => {
	const projectId = await openProject(town);
	const { photos } = await page(projectId);
	await accepted(town, projectId, [photos.at(-1)!.id]);
	await surveyed(town, projectId);
	await town.read((tx) =>
		tx.insert(residentRating).values([
			{ congressId: town.congressId, projectId, sender: 'a', grade: 'dissatisfied', at: noon('2026-11-27') },
			{ congressId: town.congressId, projectId, sender: 'b', grade: 'basic', at: noon('2026-11-27') }
		])
	);
	expect(await page(projectId)).toMatchObject({
		light: { light: 'blue' },
		acceptance: { acceptedOn: '2026-11-26', conclusion: 'pass', text: '工程质量合格', finalFen: 470_000_000 },
		satisfaction: [
			{ satisfied: 60, basic: 10, dissatisfied: 4, blank: 2, baseNumber: 76, grade: 'satisfied' }
		],
		rating: { satisfied: 0, basic: 1, dissatisfied: 1 }
	});
});

test('drafts, what waits or is refused, withdrawn photographs, contacts and names stay inside', async () => {
	const projectId = await openProject(town);
	const { desk } = town;
	const draft = reportDraft({ percent: '60', done: '未审定的内容', arrived: '240', paid: '200' });
	await submitReport(
		desk,
		town.person('water'),
		{ projectId, month: '2026-07', revision: 0, draft },
		noon('2026-08-02')
	);
	await askChange(
		desk,
		town.person('water'),
		{
			projectId,
			kind: 'content',
			after: { content: '未批准的内容' },
			reason: '未批准的理由，写在这里够十个字'
		},
		noon('2026-08-02')
	);
	const [gone] = (await page(projectId)).photos;
	await withdrawEvidence(
		desk,
		town.person('supervision'),
		{ projectId, id: gone!.id, reason: '含有车牌' },
		noon('2026-11-27')
	);
	const message = {
		...{ congressId: town.congressId, projectId, at: noon('2026-11-27') },
		...{ reviewDueOn: '2026-12-02', replyDueOn: '2026-12-18' }
	};
	await town.read((tx) =>
		tx.insert(feedback).values([
			{ ...message, text: '没有看过的留言', contact: '13800000000' },
			{ ...message, text: '不公开的留言', state: 'kept-back', reason: '不公开的理由' },
			{ ...message, text: '公开的留言', contact: '13900000000', state: 'shown' }
		])
	);
	const shown = await page(projectId);
	expect(shown.messages).toMatchObject([{ text: '公开的留言', reply: '', repliedAt: null }]);
	expect(shown.messageCount).toBe(1);
	expect(shown.photos.map(({ caption }) => caption)).not.toContain('整治前的河道');
	const lists = await Promise.all(
		(['photos', 'reports', 'messages'] as const).map((list) => publicListPage(desk, projectId, list, 1))
	);
	const everything = JSON.stringify([shown, lists]);
	for (const inside of [
		'未审定',
		'未批准',
		'含有车牌',
		'没有看过',
		'不公开',
		'1380000',
		'1390000',
		'代表1',
		'王五'
	])
		expect(everything).not.toContain(inside);
	expect(everything).toContain('公开的留言');
});

test('a project is not public before its result is announced, and no list of it either', async () => {
	const { id } = town.projects[0]!;
	expect(await page(id)).toMatchObject({ light: null, milestones: [], reports: [], photoCount: 0 });
	// No state leads back, so the rows are put there with the guards asleep.
	const root = postgres(town.database.superuserUrl, { max: 1 });
	await root.begin(async (sql) => {
		await sql`set local session_replication_role = replica`;
		await sql`update desk.round set state = 'certified', announced_at = null where id = ${town.roundId}`;
	});
	await root.end();
	expect(await page(id)).toBeNull();
	expect(await publicListPage(town.desk, id, 'messages', 1)).toBeNull();
});
