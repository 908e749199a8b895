import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { owedText } from '#lib/i18n/zh-CN/year-end.ts';
import { paperDocument, markOf } from '#lib/server/papers/document.ts';
import { lastYearPaper } from '#lib/server/papers/last-year-paper.ts';
import { meeting } from '#lib/server/db/schema.ts';
import { lastYear } from '#lib/server/queries/last-year.ts';
import { insertTown, noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';

let town: TrackedTown;

beforeEach(async () => {
	town = await trackedTown();
});
afterEach(() => town.leave());

const view = () => lastYear(town.desk, town.congressId);

/** The next year's meeting, which becomes the current one. */
async function nextMeeting(congressId = town.congressId): Promise<void> {
	await town.read(async (tx) => {
		await tx.update(meeting).set({ current: false }).where(eq(meeting.congressId, congressId));
		await tx.insert(meeting).values({
			...{ congressId, name: '第八届人民代表大会第十二次会议', heldOn: '2027-01-20' },
			...{ venue: '镇政府会议室', current: true }
		});
	});
}

/** A project of the congress's vote before. */
async function ofYear(project: string, year: number): Promise<void> {
	const root = postgres(town.database.superuserUrl, { max: 1 });
	await root.begin(async (sql) => {
		await sql`set local session_replication_role = replica`;
		await sql`update tracker.project set year = ${year} where id = ${project}`;
	});
	await root.end();
}

/** As acceptance and an announced survey leave them, without the way there. */
async function ended(project: string, grade: 'satisfied' | 'dissatisfied', accepted: boolean) {
	const root = postgres(town.database.superuserUrl, { max: 1 });
	const [satisfied, dissatisfied] = grade === 'satisfied' ? [40, 10] : [10, 40];
	await root.begin(async (sql) => {
		await sql`set local session_replication_role = replica`;
		await sql`insert into tracker.survey_result (congress_id, survey_id, project_id, satisfied, basic, dissatisfied,
			blank, base, base_number, rule, grade, at) values (${town.congressId}, ${crypto.randomUUID()}, ${project},
			${satisfied!}, 3, ${dissatisfied!}, 2, 'all', 60, 'majority', ${grade}, ${noon('2026-12-20')})`;
		if (accepted)
			await sql`insert into tracker.acceptance (congress_id, project_id, version, accepted_on, conclusion, people,
				text, state, submitted_at, submitted_by) values (${town.congressId}, ${project}, 1, '2026-12-10', 'pass',
				'验收组', '合格', 'approved', ${noon('2026-12-10')}, '水务站')`;
	});
	await root.end();
}

test('what this meeting itself has chosen is no last year', async () => {
	expect((await view()).view).toBeNull();
});

test('the next meeting sees how each project of the year before ended, and what is still owed', async () => {
	const [river, road] = town.projects.map(({ id }) => id);
	await nextMeeting();
	expect((await view()).view!.rows.map(owedText)).toEqual([
		...['尚未通过验收；未进行满意度测评，继续督办', '尚未通过验收；未进行满意度测评，继续督办']
	]);
	await ended(river!, 'satisfied', true);
	await ended(road!, 'dissatisfied', false);
	const now = await view();
	expect(now).toMatchObject({
		meeting: { name: '第八届人民代表大会第十二次会议' },
		view: {
			year: 2026,
			rows: [
				{
					id: river,
					accepted: true,
					grade: 'satisfied',
					counts: { satisfied: 40, basic: 3, baseNumber: 60 }
				},
				{ id: road, accepted: false, grade: 'dissatisfied', counts: { dissatisfied: 40, blank: 2 } }
			]
		}
	});
	expect(now.view!.rows.map(owedText)).toEqual(['已办结', '测评不满意，须整改；尚未通过验收，继续督办']);

	const paper = lastYearPaper(now.meeting!, now.view!, '2027-01-19');
	const rehearsed = { ...now.meeting!, rehearsal: true };
	const [real, drill] = [now.meeting!, rehearsed].map((head) => paperDocument(paper, markOf(head), null));
	for (const words of [
		'上一年度民生实事项目办理和满意度情况',
		'共 2 项，已验收 1 项，继续督办 1 项。',
		'满意 40、基本满意 3'
	])
		expect(real).toContain(words);
	expect(real).not.toContain('演练');
	expect(drill).toContain('演练');
});

test('what earlier years still owe stands under its own year until it is done', async () => {
	const [river, road] = town.projects.map(({ id }) => id);
	await nextMeeting();
	await ofYear(road!, 2024);
	const earlier = async () =>
		(await view()).view!.earlier.map(({ year, rows }) => [year, rows.map(owedText)]);
	expect((await view()).view).toMatchObject({ year: 2026, rows: [{ id: river }] });
	expect(await earlier()).toEqual([[2024, ['尚未通过验收；未进行满意度测评，继续督办']]]);
	await ended(road!, 'dissatisfied', true);
	expect(await earlier()).toEqual([[2024, ['测评不满意，须整改，继续督办']]]);
	const now = await view();
	expect(paperDocument(lastYearPaper(now.meeting!, now.view!, '2027-01-19'), null, null)).toContain(
		'2024 年度仍须办理的项目（1 项）'
	);
	// Graded again, as the next survey does.
	await town.database
		.sql`update tracker.survey_result set grade = 'satisfied', satisfied = 40, dissatisfied = 10
		where project_id = ${road!}`;
	expect(await earlier()).toEqual([]);
});

test('the year before of another congress is its own', async () => {
	await nextMeeting();
	const other = await insertTown(town.desk, '别镇', '-2');
	expect((await lastYear(town.desk, other.congressId)).view).toBeNull();
	expect((await lastYear(town.desk, crypto.randomUUID())).view).toBeNull();
	expect((await view()).view!.rows).toHaveLength(2);
});
