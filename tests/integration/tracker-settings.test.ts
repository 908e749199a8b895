import { desc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { settingFaults, defaultSettings, type TrackerSettings } from '#lib/domain/tracker/settings.ts';
import { assignment, changeRequest, report, standing } from '#lib/server/db/tracker-schema.ts';
import { noticeDueOn, trackerSettingsView } from '#lib/server/queries/tracker-settings.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { saveReport } from '#lib/server/tracker/write-report.ts';
import { setTrackerSettings } from '#lib/server/tracker/set-tracker-settings.ts';
import { congressAudit } from '#lib/server/db/setup-schema.ts';
import { insertTown, noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver, reportDraft } from '../support/tracker-steps.ts';

let town: TrackedTown;

beforeEach(async () => {
	town = await trackedTown();
});
afterEach(() => town.leave());

const changed = (values: Partial<TrackerSettings>): TrackerSettings => ({ ...defaultSettings, ...values });
const set = (
	version: number,
	values: TrackerSettings,
	{
		who = 'supervision',
		reason = '主席团会议决定'
	}: { who?: 'supervision' | 'water' | 'chair' | 'office'; reason?: string } = {}
) => setTrackerSettings(town.desk, town.person(who), { version, values, reason }, noon('2026-02-12'));

test('a message can’t be answered before it is looked at, and each of its days has bounds', () => {
	const codes = (values: Partial<TrackerSettings>) =>
		settingFaults(changed(values)).map(({ field, code }) => `${field} ${code}`);
	expect(codes({ messageReviewDays: 15, messageReplyDays: 15 })).toEqual([]);
	expect(codes({ messageReviewDays: 16, messageReplyDays: 15 })).toEqual([
		'messageReplyDays reply-before-review'
	]);
	expect(codes({ messageReviewDays: 0 })).toEqual(['messageReviewDays term-range']);
	expect(codes({ messageReplyDays: 91 })).toEqual(['messageReplyDays term-range']);
});

test('the office sets terms, authorities, bases and the calendar, a version each with what it changed', async () => {
	const first = changed({ reportDay: 8, calendar: { holidays: ['2026-10-01'], workdays: ['2026-10-10'] } });
	expect(await set(0, first)).toMatchObject({ ok: true, value: { version: 1 } });
	const second = { ...first, authorities: { ...first.authorities, date: 'congress' as const } };
	expect(await set(1, second, { who: 'office' })).toMatchObject({ ok: true, value: { version: 2 } });
	const view = await trackerSettingsView(town.desk, town.congressId);
	expect(view).toMatchObject({ version: 2, values: second });
	expect(view.versions).toMatchObject([
		{
			version: 2,
			by: '会务',
			reason: '主席团会议决定',
			changes: [{ field: 'authority.date', before: 'presidium', after: 'congress' }]
		},
		{
			version: 1,
			by: '人大办',
			changes: [
				{ field: 'reportDay', before: 5, after: 8 },
				{ field: 'holidays', before: null, after: '2026-10-01' },
				{ field: 'workdays', before: null, after: '2026-10-10' }
			]
		}
	]);
	const [line] = await town.read((tx) =>
		tx.select().from(congressAudit).orderBy(desc(congressAudit.seq)).limit(1)
	);
	expect(line).toMatchObject({ act: 'tracker-settings-set', detail: { version: 2 } });
});

test('nobody else sets them, nor without a reason, nor out of bounds, nor to what they are', async () => {
	const values = changed({ planDays: 20 });
	for (const who of ['water', 'chair'] as const)
		expect(await set(0, values, { who })).toMatchObject({ code: 'forbidden' });
	expect(await set(0, values, { reason: ' ' })).toMatchObject({ code: 'reason-needed' });
	expect(await set(0, changed({ planDays: 0 }))).toMatchObject({ code: 'settings-invalid' });
	const replace = { ...defaultSettings.authorities, replace: 'presidium' as const };
	expect(await set(0, changed({ authorities: replace }))).toMatchObject({ code: 'settings-invalid' });
	expect(await set(0, defaultSettings)).toMatchObject({ code: 'settings-same' });
	expect(await trackerSettingsView(town.desk, town.congressId)).toMatchObject({ version: 0, versions: [] });
});

test('of two people at once one is told of the other, and nothing of the first is written over', async () => {
	const both = await Promise.all([
		set(0, changed({ planDays: 20 })),
		set(0, changed({ planDays: 40 }), { who: 'office' })
	]);
	expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	const refused = both.find(({ ok }) => !ok);
	expect(refused).toMatchObject({ code: 'settings-moved' });
	const view = await trackerSettingsView(town.desk, town.congressId);
	expect(view.versions).toHaveLength(1);
	expect(refused).toMatchObject({ detail: { by: view.versions[0]!.by } });
	expect(await set(0, changed({ planDays: 50 }))).toMatchObject({ code: 'settings-moved' });
});

test('what is set holds for what comes: plan, report, notice, who decides; running terms keep their day', async () => {
	const holidays = ['2026-05-04', '2026-05-05', '2026-05-06'];
	await set(
		0,
		changed({
			planDays: 10,
			reportDay: 4,
			noticeDays: 3,
			authorities: { ...defaultSettings.authorities, date: 'congress' },
			calendar: { holidays, workdays: ['2026-05-09'] }
		})
	);
	const projectId = await handedOver(town);
	const read = <T>(query: Parameters<typeof town.read<T>>[0]) => town.read(query);
	const [issued] = await read((tx) => tx.select().from(assignment));
	expect(issued!.planDueOn).toBe('2026-02-25');
	const month = { projectId, month: '2026-04', revision: 0, draft: reportDraft() };
	expect(await saveReport(town.desk, town.person('water'), month, noon('2026-04-20'))).toMatchObject({
		ok: true
	});
	const [paper] = await read((tx) => tx.select().from(report));
	expect(paper!.dueOn).toBe('2026-05-07');
	expect(await noticeDueOn(town.desk, town.congressId, '2026-05-07')).toBe('2026-05-11');
	const asked = await askChange(
		town.desk,
		town.person('water'),
		{ projectId, kind: 'date', after: { endsOn: '2027-01-20' }, reason: '汛期连续降雨，工期顺延一个月' },
		noon('2026-05-02')
	);
	expect(asked.ok).toBe(true);
	expect((await read((tx) => tx.select().from(changeRequest)))[0]).toMatchObject({ authority: 'congress' });
	expect(await set(1, changed({ planDays: 60, reportDay: 20 }))).toMatchObject({ ok: true });
	expect((await read((tx) => tx.select().from(report)))[0]).toMatchObject({ dueOn: '2026-05-07' });
	expect((await read((tx) => tx.select().from(assignment)))[0]).toMatchObject({ planDueOn: '2026-02-25' });
});

test('lights follow a calendar at once', async () => {
	const projectId = await handedOver(town);
	const late = async () =>
		(await town.read((tx) => tx.select().from(standing).where(eq(standing.projectId, projectId))))[0]!
			.lateReportDays;
	const on = (version: number, values: TrackerSettings) =>
		setTrackerSettings(
			town.desk,
			town.person('supervision'),
			{ version, values, reason: '放假通知' },
			noon('2026-04-10')
		);
	// The report of March is due on Monday, 6 April: the 5th is a Sunday.
	await on(0, changed({ planDays: 31 }));
	expect(await late()).toBe(4);
	await on(1, changed({ calendar: { holidays: ['2026-04-06', '2026-04-07'], workdays: [] } }));
	expect(await late()).toBe(2);
});

test('another congress’s settings are its own', async () => {
	const other = await insertTown(town.desk, '别镇', '-2');
	await set(0, changed({ planDays: 20 }));
	expect(await trackerSettingsView(town.desk, other.congressId)).toMatchObject({ version: 0, versions: [] });
});
