import { asc, eq } from 'drizzle-orm';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { surveyChangesText } from '#lib/i18n/zh-CN/survey-list.ts';
import { violatedConstraint } from '#lib/server/db/client.ts';
import { audit, pendingAct, round, roundCandidate } from '#lib/server/db/schema.ts';
import { surveyItem } from '#lib/server/db/tracker-schema.ts';
import { makeReady } from '#lib/server/desk/make-ready.ts';
import { draftedSurveyChanges, holdingSurveys } from '#lib/server/queries/survey-list.ts';
import { surveysView } from '#lib/server/queries/surveys-view.ts';
import { createSurvey } from '#lib/server/tracker/create-survey.ts';
import { renewSurvey } from '#lib/server/tracker/renew-survey.ts';
import { eventually } from '../support/eventually.ts';
import { replaceProject } from '../support/replace-project.ts';
import { insertTown, noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';

// A 满意度测评 drafted before a replacement: its list had the replaced project on it, and not what took its place.

let town: TrackedTown;
let survey: { surveyId: string; roundId: string };

beforeEach(async () => {
	town = await trackedTown();
	const made = await createSurvey(
		town.desk,
		town.person('office'),
		{ year: 2026, meetingId: town.meetingId, title: '年度满意度测评' },
		noon('2026-11-20')
	);
	if (!made.ok) throw new Error(made.code);
	survey = made.value;
});
afterEach(() => town.leave());

const river = '锦溪河水环境综合治理';
const pipes = '自来水支管网入户工程';
const ready = () => makeReady(town.desk, town.person('office'), { roundId: survey.roundId });
const renew = (who: 'office' | 'supervision' | 'chair' = 'office') =>
	renewSurvey(town.desk, town.person(who), { surveyId: survey.surveyId }, noon('2026-12-01'));
const listed = () =>
	town.read(async (tx) => {
		const lines = await tx
			.select()
			.from(roundCandidate)
			.where(eq(roundCandidate.roundId, survey.roundId))
			.orderBy(asc(roundCandidate.number));
		const items = await tx.select().from(surveyItem).orderBy(asc(surveyItem.number));
		expect(lines.map(({ candidateId }) => candidateId)).toEqual(items.map(({ candidateId }) => candidateId));
		return items.map(({ projectId }) => projectId);
	});
/** As the round of a survey comes to, past the application. */
const moveTo = async (state: 'ready' | 'aborted') => {
	const root = postgres(town.database.superuserUrl, { max: 1 });
	await root.begin(async (sql) => {
		await sql`set local session_replication_role = replica`;
		await sql`update desk.round set state = ${state}, manifest = '{}', manifest_hash = '\\x00', fingerprint = 'test'
			where id = ${survey.roundId}`;
	});
	await root.end();
};

test('is not made ready, is told by name, and is once its list is renewed', async () => {
	// Without a replacement only what every round needs is missing.
	expect(await ready()).toMatchObject({ code: 'scrutineers-missing' });
	expect(await draftedSurveyChanges(town.desk, town.congressId, town.meetingId)).toBeNull();
	expect(await renew()).toMatchObject({ code: 'survey-list-same' });
	const substitute = await replaceProject(town, { day: '2026-11-25' });
	const changes = `“${river}”已更换为“${pipes}”`;
	expect(await ready()).toMatchObject({ code: 'survey-list-old', detail: { changes } });
	const seen = (await draftedSurveyChanges(town.desk, town.congressId, town.meetingId))!;
	expect(seen).toEqual({ gone: [{ name: river, by: pipes }], missing: [pipes] });
	expect(surveyChangesText(seen)).toBe(changes);
	const [shown] = (await surveysView(town.desk, town.congressId, 2026)).surveys;
	expect(shown!.changes).toEqual(seen);

	// A first person's word was for the old list.
	await town.read((tx) =>
		tx.insert(pendingAct).values({
			...{ congressId: town.congressId, roundId: survey.roundId, act: 'make-ready' },
			...{ requestedBy: town.person('office').id, requestedAt: noon('2026-11-30') }
		})
	);
	expect(await renew('chair')).toMatchObject({ code: 'forbidden' });
	expect(await renew()).toMatchObject({ value: { projects: 2 } });
	expect(await listed()).toEqual([town.projects[1]!.id, substitute]);
	expect(await town.read((tx) => tx.select().from(pendingAct))).toEqual([]);
	const [of] = await town.read((tx) => tx.select().from(round).where(eq(round.id, survey.roundId)));
	expect(of!.rules).toMatchObject({ marks: 'three-grades', seats: 2 });
	const lines = await town.read((tx) => tx.select().from(audit).where(eq(audit.act, 'survey-renewed')));
	expect(lines).toMatchObject([{ detail: { year: 2026, projects: 2, gone: 1, added: 1 } }]);
	expect(await ready()).toMatchObject({ code: 'scrutineers-missing' });
	expect((await surveysView(town.desk, town.congressId, 2026)).surveys[0]!.changes).toBeNull();
});

test('the database itself makes none ready that lists a replaced project', async () => {
	await replaceProject(town, { day: '2026-11-25' });
	const move = async () => {
		try {
			await town.read((tx) => tx.update(round).set({ state: 'ready' }).where(eq(round.id, survey.roundId)));
			return null;
		} catch (error) {
			return violatedConstraint(error);
		}
	};
	expect(await move()).toBe('survey_lists_no_replaced');
	await renew();
	// What every round has to have before it is ready.
	expect(await move()).toBe('ready_is_frozen');
});

test('a replacement that is being recorded is waited for', async () => {
	const root = postgres(town.database.superuserUrl, { max: 2 });
	let answer: ReturnType<typeof ready> | undefined;
	await root.begin(async (sql) => {
		await sql`set local session_replication_role = replica`;
		await sql`update tracker.project set replaced_at = now() where id = ${town.projects[0]!.id}`;
		answer = ready();
		await eventually('the making ready waits for the project', async () => {
			const waiting = await root`select from pg_stat_activity
				where datname = current_database() and wait_event_type = 'Lock'`;
			return waiting.length > 0;
		});
	});
	await root.end();
	expect(await answer).toMatchObject({ code: 'survey-list-old' });
});

test('one that is ready is not renewed, and whoever records the replacement has been told', async () => {
	const projectId = town.projects[0]!.id;
	const holding = () => holdingSurveys(town.desk, town.congressId, projectId);
	expect(await holding()).toEqual([{ title: '年度满意度测评', state: 'draft' }]);
	await moveTo('ready');
	expect(await holding()).toEqual([{ title: '年度满意度测评', state: 'ready' }]);
	await replaceProject(town, { day: '2026-11-25' });
	expect(await renew()).toMatchObject({ code: 'survey-not-draft' });
	expect(await listed()).toEqual(town.projects.map(({ id }) => id));
	// The page goes on saying it.
	const [shown] = (await surveysView(town.desk, town.congressId, 2026)).surveys;
	expect(shown).toMatchObject({ state: 'ready', changes: { gone: [{ name: river, by: pipes }] } });
});

test('nobody renews another congress’s survey', async () => {
	await replaceProject(town, { day: '2026-11-25' });
	const stranger = await insertTown(town.desk, '邻镇', '-b');
	const { surveyId } = survey;
	expect(await renewSurvey(town.desk, stranger.person('office'), { surveyId })).toMatchObject({
		code: 'not-found'
	});
	expect(await renewSurvey(town.desk, town.person('office'), { surveyId: 'x' })).toMatchObject({
		code: 'not-found'
	});
	expect(await draftedSurveyChanges(town.desk, stranger.congressId, town.meetingId)).toBeNull();
});
