import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { residentRating } from '#lib/server/db/tracker-schema.ts';
import { newsFeed } from '#lib/server/open-data/news-feed.ts';
import { changed, strangerOf, surveyed } from '../support/public-record.ts';
import { substituteSheet } from '../support/substitute-sheet.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver } from '../support/tracker-steps.ts';

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
		expect(replaced.milestones?.map(({ status }) => status)).toEqual(Array(4).fill('notMet'));
		const substitute = projects.find(({ id }) => id === `piaojue-${substituteId}`)!;
		expect(substitute.budget.approvalDate).toBe('2026-05-10T00:00:00+08:00');
		expect(substitute.documents.map(({ id }) => id)).toEqual(['page']);
		expect(substitute).not.toHaveProperty('milestones');
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
});
