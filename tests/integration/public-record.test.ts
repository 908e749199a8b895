import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { residentRating } from '#lib/server/db/tracker-schema.ts';
import { newsFeed } from '#lib/server/open-data/news-feed.ts';
import { strangerOf, surveyed } from '../support/public-record.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';

// What the open data holds of the public record, asked of its answers over a database of its own.

let town: TrackedTown;
let stranger: ReturnType<typeof strangerOf>;

beforeAll(async () => {
	town = await trackedTown();
	stranger = strangerOf(town.desk);
});
afterAll(() => town.leave());

describe('a project that the deputies have graded', () => {
	let projectId: string;
	beforeAll(async () => {
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
