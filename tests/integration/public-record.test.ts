import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { milestone, residentRating } from '#lib/server/db/tracker-schema.ts';
import { milestonesCalendar } from '#lib/server/calendar/milestones-calendar.ts';
import { oc4idsAnswer } from '#lib/server/open-data/oc4ids-answer.ts';
import { oc4idsPackage } from '#lib/wire/oc4ids.ts';
import { newsFeed } from '#lib/server/open-data/news-feed.ts';
import { publicMilestones } from '#lib/server/queries/public-milestones.ts';
import { nightOf } from '#lib/server/tracker/night-of.ts';
import { correctFigures } from '#lib/server/tracker/publish-correction.ts';
import { changed, ORIGIN, strangerOf, surveyed } from '../support/public-record.ts';
import { substituteSheet } from '../support/substitute-sheet.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver, reportedMonth } from '../support/tracker-steps.ts';

// What the open data holds of the public record, asked of its answers over a database of its own.

let town: TrackedTown;
let stranger: ReturnType<typeof strangerOf>;
let projectId: string;

const begun = async () => {
	town = await trackedTown();
	stranger = strangerOf(town.desk);
};
describe('a project that the deputies have graded', () => {
	beforeAll(async () => {
		await begun();
		projectId = town.projects[0]!.id;
		await surveyed(town, projectId, noon('2027-01-20'));
		const { congressId } = town;
		const by = (voter: string, grade: 'satisfied' | 'dissatisfied') => ({
			...{ congressId, projectId, sender: voter, grade, at: noon('2026-05-01') }
		});
		await town.read((tx) =>
			tx.insert(residentRating).values([by('a', 'satisfied'), by('b', 'dissatisfied')])
		);
	});

	afterAll(() => town.leave());

	test('says so with every count, the base and the round, and apart from it what residents think', async () => {
		const whole = await stranger.project(projectId);
		expect(whole.satisfactionGrade).toBe('basic');
		expect(whole.satisfaction).toEqual([
			{
				...{ year: 2026, satisfied: 30, basic: 20, dissatisfied: 6, blank: 5, base: 'all', baseNumber: 76 },
				...{ rule: 'majority', grade: 'basic', roundId: town.roundId },
				announcedAt: '2027-01-20T04:00:00.000Z'
			}
		]);
		expect(whole.residentRating).toEqual({ satisfied: 1, basic: 0, dissatisfied: 1 });
	});

	test('has its grade in every list, and one without a survey has none', async () => {
		const { projects } = await stranger.list();
		expect(projects.map(({ satisfactionGrade }) => satisfactionGrade)).toEqual(['basic', null]);
		const [head, ...rows] = await readSheet(
			Buffer.from(await (await stranger.listFile('xlsx')).arrayBuffer())
		);
		const column = head!.indexOf('代表满意度测评');
		expect(rows.map((row) => row[column])).toEqual(['基本满意', null]);
		expect(await (await stranger.listFile('csv')).text()).toContain(',基本满意,');
	});

	test('is in a package that names the terms of use where the site has some', async () => {
		const asked = stranger.asked('/api/v1/projects/oc4ids.json');
		expect(await (await oc4idsAnswer(asked)).json()).not.toHaveProperty('license');
		asked.locals.dataLicense = { url: 'https://creativecommons.org/licenses/by/4.0/' };
		expect(oc4idsPackage.parse(await (await oc4idsAnswer(asked)).json()).license).toMatch(/by\/4\.0/);
	});

	test('is news of the day it was announced', async () => {
		const feed = await (await newsFeed(stranger.asked(`/feed.xml?project=${projectId}`))).text();
		expect(feed).toContain('2026年度人大代表满意度测评结果为“基本满意”');
		expect(feed).toContain(
			'满意 30 票，基本满意 20 票，不满意 6 票，未评 5 票，以全体组成人员 76 人为基数。'
		);
		expect(feed).toContain('<updated>2027-01-20T04:00:00.000Z</updated>');
	});
});

describe('a project whose total and then itself the congress has changed', () => {
	let substituteId: string;
	beforeAll(async () => {
		await begun();
		projectId = await handedOver(town);
		const [start] = await town.read((tx) => tx.select().from(milestone).orderBy(milestone.plannedOn));
		await reportedMonth(town, '2026-03', '2026-04-08', { [`reached-${start!.id}`]: '2026-03-30' });
		await changed(town, projectId, {
			...{ kind: 'budget', asked: '2026-04-10', decided: '2026-04-18', recorded: noon('2026-04-25') },
			after: { totalFen: 500_000_000, funds: [{ month: '2026-06', fen: 500_000_000 }] }
		});
		substituteId = (await changed(
			town,
			projectId,
			{
				...{ kind: 'replace', asked: '2026-05-01', decided: '2026-05-10', recorded: noon('2026-05-15') },
				after: { replacement: '自来水支管网入户工程' }
			},
			substituteSheet()
		))!;
	});
	afterAll(() => town.leave());

	test('keeps its milestones in the package, its total approved by the decision over it', async () => {
		const projects = await stranger.oc4ids();
		const replaced = projects.find(({ id }) => id === `piaojue-${projectId}`)!;
		expect(replaced).toMatchObject({
			status: 'cancelled',
			budget: { amount: { amount: 5_000_000 }, approvalDate: '2026-04-18T00:00:00+08:00' },
			relatedProjects: [{ identifier: `piaojue-${substituteId}`, relationship: ['replacedBy'] }]
		});
		expect(replaced.milestones?.map(({ status }) => status)).toEqual(['met', 'notMet', 'notMet', 'notMet']);
		const substitute = projects.find(({ id }) => id === `piaojue-${substituteId}`)!;
		expect(substitute.budget.approvalDate).toBe('2026-05-10T00:00:00+08:00');
		expect(substitute.documents.map(({ id }) => id)).toEqual(['page']);
		expect(substitute).not.toHaveProperty('milestones');
	});

	test('has no reasons for the light that it had last, in the answers, and none in the files', async () => {
		const { projects } = await stranger.list();
		for (const one of [projects.find(({ id }) => id === projectId)!, await stranger.project(projectId)])
			expect(one).toMatchObject({ replaced: true, lightReasons: [] });
		const text = await (await stranger.projectFile(projectId, 'csv')).text();
		expect(text).toContain('办理状态,已更换\r\n状态说明,\r\n');
		expect(await (await stranger.listFile('csv')).text()).toContain(',已更换,,');
	});

	test('says in its own answer what was changed, in the shape that is described', async () => {
		const { changes } = await stranger.project(projectId);
		expect(changes).toMatchObject([
			{ kind: 'budget', before: { totalFen: 480_000_000 }, after: { totalFen: 500_000_000 } },
			{ kind: 'replace', decidedOn: '2026-05-10' }
		]);
		const rows = await readSheet(
			Buffer.from(await (await stranger.projectFile(projectId, 'xlsx')).arrayBuffer())
		);
		expect(JSON.stringify(rows)).toContain('变更：更换项目（2026年5月10日决定）');
	});

	test('is news in the order in which it became public, each with the day that it tells of', async () => {
		const feed = await feedOf(`project=${projectId}`);
		expect(feed.updated).toBe('2026-05-15T04:00:00.000Z');
		const dated = (title: string) => feed.entries.find((entry) => entry.title.includes(title));
		expect(dated('节点“开工”完成')).toMatchObject({
			updated: '2026-04-08T04:00:00.000Z',
			content: expect.stringContaining('实际 2026年3月30日完成')
		});
		expect(dated('调整投资')).toMatchObject({
			updated: '2026-04-25T04:00:00.000Z',
			content: expect.stringContaining('（2026年4月18日）')
		});
		expect(dated('更换项目')?.updated).toBe('2026-05-15T04:00:00.000Z');
		const substitute = await feedOf(`project=${substituteId}`);
		expect(substitute.entries.map(({ updated }) => updated)).toEqual(['2026-05-15T04:00:00.000Z']);
		expect(substitute.entries[0]!.content).toContain('（2026年5月10日）');
		const times = feed.entries.map(({ updated }) => updated);
		expect(times).toEqual([...times].sort().reverse());
	});

	test('cancels in the calendar what is off, under the stamp of the newest change', async () => {
		const days = await publicMilestones(town.desk, [projectId]);
		expect(days.map(({ name, doneOn }) => [name, doneOn])).toContainEqual(['开工', '2026-03-30']);
		const told = milestonesCalendar('日历', days, ORIGIN, noon('2026-06-01'));
		expect(told.match(/STATUS:CANCELLED/g)).toHaveLength(3);
		expect(told.match(/DTSTAMP:20260515T040000Z/g)).toHaveLength(4);
		const { congressId } = town;
		const other = town.projects[1]!.id;
		const node = { congressId, projectId: other, plannedOn: '2026-06-30', stage: 'main' as const };
		await town.read((tx) =>
			tx.insert(milestone).values([
				{ ...node, name: '路基' },
				{ ...node, name: '支路', droppedAt: noon('2026-05-15') }
			])
		);
		const names = async (since?: Date) =>
			(await publicMilestones(town.desk, [other], since)).map(({ name, droppedAt }) => [name, droppedAt]);
		expect(await names()).toEqual([['路基', null]]);
		expect(await names(noon('2026-05-01'))).toContainEqual(['支路', '2026-05-15T04:00:00.000Z']);
		expect(await names(noon('2026-05-20'))).toEqual([['路基', null]]);
	});

	test('has a feed of one name, whatever the address that it was asked at', async () => {
		const { id, entries } = await feedOf(`project=${projectId}`);
		const elsewhere = await feedOf(
			`x=1&project=${projectId}&congress=${town.congressId}`,
			'https://www.example'
		);
		expect(id).toMatch(/^urn:uuid:/);
		expect(elsewhere.id).toBe(id);
		expect(elsewhere.entries.map((entry) => entry.id)).toEqual(entries.map((entry) => entry.id));
		const ids = [id, (await feedOf(`congress=${town.congressId}`)).id, (await feedOf('')).id];
		expect(new Set(ids).size).toBe(3);
		expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
	});
});

test('a light that changes in the night is a change of the record, and a night that changes nothing is none', async () => {
	await begun();
	projectId = await handedOver(town);
	const changedAt = async () => (await stranger.project(projectId)).updatedAt;
	expect(await changedAt()).toBe('2026-03-01T04:00:00.000Z');
	await nightOf(town.desk, town.congressId, noon('2026-05-20'));
	expect((await stranger.project(projectId)).light).toBe('red');
	expect(await changedAt()).toBe('2026-05-20T04:00:00.000Z');
	const updated = (await stranger.oc4ids()).find(({ id }) => id === `piaojue-${projectId}`)!.updated;
	expect(updated).toBe('2026-05-20T04:00:00.000Z');
	await nightOf(town.desk, town.congressId, noon('2026-05-21'));
	expect(await changedAt()).toBe('2026-05-20T04:00:00.000Z');
	await town.leave();
});

test('what a monthly report corrected is in the answer, the tables and the feed, and an office’s correction once', async () => {
	await begun();
	projectId = await handedOver(town);
	await reportedMonth(town, '2026-03', '2026-04-02', { percent: '20' });
	await reportedMonth(town, '2026-04', '2026-05-02', { percent: '18', correction: '上月多计了 200 米' });
	const figures = { percent: 17, arrivedFen: 100_000_000, paidFen: 60_000_000, explanation: '' };
	const office = town.person('supervision');
	expect(
		await correctFigures(town.desk, office, { projectId, ...figures, reason: '录入有误' }, noon('2026-05-04'))
	).toMatchObject({ ok: true });
	const { corrections, reportCorrections } = await stranger.project(projectId);
	expect(reportCorrections).toEqual([
		{ asOf: '2026-04-30', reason: '上月多计了 200 米', at: '2026-05-02T04:00:00.000Z' }
	]);
	expect(corrections.map(({ reason }) => reason)).toEqual(['录入有误']);
	expect(await (await stranger.projectFile(projectId, 'csv')).text()).toContain(
		'更正：进度或资金（2026年4月30日的数据）,上月多计了 200 米'
	);
	for (const query of [`project=${projectId}`, `congress=${town.congressId}`, '']) {
		const { entries } = await feedOf(query);
		const told = entries.filter(({ title }) => title.includes('更正'));
		expect(told.map(({ title, updated, content }) => [title.split('：')[1], updated, content])).toEqual([
			[
				'更正“形象进度（2026年4月30日数据）”',
				'2026-05-04T04:00:00.000Z',
				'原为“18%”，现为“17%”。原因：录入有误'
			],
			[
				'更正进度或资金（2026年4月30日的数据）',
				'2026-05-02T04:00:00.000Z',
				'随月报更正。原因：上月多计了 200 米'
			]
		]);
	}
	await town.leave();
});

/** A feed, read. */
async function feedOf(query: string, origin?: string) {
	const asked = stranger.asked(`/feed.xml?${query}`);
	if (origin) asked.locals.origin = origin;
	const [head, ...rest] = (await (await newsFeed(asked)).text()).split('<entry>');
	const of = (text: string, name: string) =>
		new RegExp(`<${name}[^>]*>([^]*?)</${name}>`).exec(text)?.[1] ?? '';
	return {
		id: of(head!, 'id'),
		updated: of(head!, 'updated'),
		entries: rest.map((text) => ({
			...{ id: of(text, 'id'), title: of(text, 'title') },
			...{ updated: of(text, 'updated'), content: of(text, 'content') }
		}))
	};
}
