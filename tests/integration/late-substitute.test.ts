import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { history, project } from '#lib/server/db/tracker-schema.ts';
import { congressAudit } from '#lib/server/db/setup-schema.ts';
import { publicNews } from '#lib/server/queries/public-news.ts';
import { publicProjectPage } from '#lib/server/queries/public-project.ts';
import { addSubstitute } from '#lib/server/tracker/add-substitute.ts';
import { createSurvey } from '#lib/server/tracker/create-survey.ts';
import { replaceProject } from '../support/replace-project.ts';
import { replacedOfOld } from '../support/replaced-of-old.ts';
import { substituteSheet } from '../support/substitute-sheet.ts';
import { insertTown, noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { withReserve } from '../support/with-reserve.ts';

// A project replaced before its substitute could be named with the decision.

let town: TrackedTown;
let projectId: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = town.projects[0]!.id;
});
afterEach(() => town.leave());

type Who = 'office' | 'chair' | 'supervision' | 'water';
const add = (who: Who = 'office', substitute = substituteSheet(), of = projectId) =>
	addSubstitute(town.desk, town.person(who), { projectId: of, substitute }, noon('2026-09-01'));

test('its substitute is named behind the decision on record, once, by whoever records decisions', async () => {
	await replacedOfOld(town.congressId, town.desk, projectId);
	for (const who of ['supervision', 'water'] as const)
		expect(await add(who)).toMatchObject({ code: 'forbidden' });
	expect(await add('office', substituteSheet({ name: '锦溪河水环境综合治理' }))).toMatchObject({
		code: 'substitute-same'
	});
	expect(await add('chair')).toMatchObject({ value: { substitute: { name: '自来水支管网入户工程' } } });
	expect(await add()).toMatchObject({ code: 'substitute-named' });
	const [made] = await town.read((tx) =>
		tx.select().from(project).where(eq(project.predecessorId, projectId))
	);
	expect(made).toMatchObject({ number: 3, year: 2026, approve: 0, unit: '镇水务站' });
	const page = (await publicProjectPage(town.desk, made!.id))!;
	expect(page.replacement.replaces).toEqual({
		...{ id: projectId, name: '锦溪河水环境综合治理' },
		...{ decision: '涌人〔2026〕3号', decidedOn: '2026-05-10' }
	});
	const lines = await town.read((tx) => tx.select().from(history).where(eq(history.projectId, projectId)));
	expect(lines.find(({ act }) => act === 'substitute-added')).toMatchObject({
		by: '主席',
		changes: [{ field: 'replacement', before: '锦溪河水环境综合治理', after: '自来水支管网入户工程' }]
	});
	const chain = await town.read((tx) =>
		tx.select().from(congressAudit).where(eq(congressAudit.act, 'substitute-added'))
	);
	expect(chain).toMatchObject([{ detail: { project: projectId, decision: '涌人〔2026〕3号' } }]);
});

test('it is news of the day on which it was named, with the day of the decision in its text', async () => {
	await replacedOfOld(town.congressId, town.desk, projectId);
	const added = await add();
	if (!added.ok) throw new Error(added.code);
	const { id } = added.value.substitute;
	for (const of of [
		{ congress: null, project: id },
		{ congress: town.congressId, project: null },
		{ congress: null, project: null }
	]) {
		const news = (await publicNews(town.desk, of, 50)).filter(({ kind }) => kind === 'substitute');
		expect(news).toMatchObject([
			{ projectId: id, at: noon('2026-09-01').toISOString(), decidedOn: '2026-05-10' }
		]);
	}
	// Cut to one, it is that: the decision was made before other things of the town became public.
	expect((await publicNews(town.desk, { congress: null, project: null }, 1))[0]).toMatchObject({
		projectId: id
	});
});

test('of two at once the second is told that it is named', async () => {
	await replacedOfOld(town.congressId, town.desk, projectId);
	const both = await Promise.all([add('office'), add('chair', substituteSheet({ name: '村级停车场' }))]);
	expect(both.map((one) => (one.ok ? 'named' : one.code)).sort()).toEqual(['named', 'substitute-named']);
});

test('one of the 储备库 takes the place too', async () => {
	await replacedOfOld(town.congressId, town.desk, projectId);
	const [kept] = await withReserve(town, town.desk, ['村级停车场'], 2026);
	const days = { startsOn: '2026-09-01', endsOn: '2026-12-31' };
	expect(await add('office', { ...days, reserveId: kept! })).toMatchObject({
		value: { substitute: { name: '村级停车场' } }
	});
});

test('a drafted survey misses it from then on, and whoever names it is told of one with the old project', async () => {
	const made = await createSurvey(town.desk, town.person('office'), {
		...{ year: 2026, meetingId: town.meetingId, title: '年度满意度测评' }
	});
	expect(made).toMatchObject({ ok: true });
	await replacedOfOld(town.congressId, town.desk, projectId);
	expect(await add()).toMatchObject({ value: { surveys: [{ title: '年度满意度测评', state: 'draft' }] } });
});

test('nothing is named of a project that stands, that has its substitute, or of another congress', async () => {
	expect(await add()).toMatchObject({ code: 'not-replaced' });
	await replaceProject(town);
	expect(await add()).toMatchObject({ code: 'substitute-named' });
	const other = await insertTown(town.desk, '邻镇', '-b');
	expect(await add('office', substituteSheet(), other.projects[0]!.id)).toMatchObject({ code: 'not-found' });
});
