import { afterEach, beforeEach, expect, test } from 'vitest';
import { FollowUpJobs } from '#lib/server/jobs/follow-up-jobs.ts';
import { reminder, standing } from '#lib/server/db/tracker-schema.ts';
import { congressAudit } from '#lib/server/db/setup-schema.ts';
import { changeAccount } from '#lib/server/people/change-account.ts';
import { setDisabled } from '#lib/server/people/set-disabled.ts';
import { accountsView } from '#lib/server/queries/accounts-view.ts';
import { unitTerms } from '#lib/server/queries/unit-terms.ts';
import { inboxOf } from '#lib/server/queries/inbox.ts';
import { decideReport } from '#lib/server/tracker/decide-report.ts';
import { makeCalendar } from '#lib/server/tracker/make-calendar.ts';
import { nightOf } from '#lib/server/tracker/night-of.ts';
import { readReminders } from '#lib/server/tracker/read-reminders.ts';
import { saveReport, submitReport } from '#lib/server/tracker/write-report.ts';
import { eventually } from '../support/eventually.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver, reportDraft } from '../support/tracker-steps.ts';

let town: TrackedTown;

beforeEach(async () => {
	town = await trackedTown();
});
afterEach(() => town.leave());

test('the queue starts by itself, makes up for the night, and ends in order', async () => {
	const jobs = new FollowUpJobs(town.desk, town.database.url);
	await jobs.start();
	try {
		const rows = () => town.read((tx) => tx.select().from(standing));
		await eventually('both projects have a light', async () => (await rows()).length === 2);
		const queued = await town.database.sql<{ name: string }[]>`select name from pgboss.schedule`;
		expect(queued).toMatchObject([{ name: 'follow-up-night' }]);
	} finally {
		await jobs.stop();
	}
}, 60_000);

test('a term is reminded of once a stage, and from five working days on the office hears of it', async () => {
	await handedOver(town);
	const { desk, congressId } = town;
	const [water, office] = [town.person('water'), town.person('supervision')];
	const night = async (day: string) => (await nightOf(desk, congressId, noon(day))).reminders;
	// 开工 is due on Wednesday 1 April, the report of March on Monday 6 April.
	expect(await night('2026-03-24')).toBe(0);
	expect(await night('2026-03-25')).toBe(1);
	expect(await night('2026-03-26')).toBe(0);
	expect(await night('2026-03-31')).toBeGreaterThan(0);
	expect(await night('2026-03-31')).toBe(0);
	expect((await inboxOf(desk, water)).rows[0]).toMatchObject({ read: false, escalated: false });
	expect((await inboxOf(desk, office)).rows).toEqual([]);
	await night('2026-04-08');
	const escalated = (await inboxOf(desk, office)).rows;
	expect(escalated.map(({ text }) => text)).toEqual([
		'节点“开工”已于 2026年4月1日 到期，逾期 5 个工作日以上仍未办理，已报送人大办公室。'
	]);
	expect((await inboxOf(desk, town.person('roads'))).rows).toEqual([]);
	await readReminders(desk, water, { upTo: noon('2026-04-08') });
	expect((await inboxOf(desk, water)).rows.every(({ read }) => read)).toBe(true);
	const texts = (await town.read((tx) => tx.select().from(reminder))).map(({ text }) => text);
	expect(texts).toContain('节点“开工”将于 2026年4月1日 到期，请按时办理。');
});

test('a unit’s calendar holds its open terms, and a new address ends the old one', async () => {
	await handedOver(town);
	const made = await makeCalendar(town.desk, town.person('water'), noon('2026-03-02'));
	expect(await makeCalendar(town.desk, town.person('supervision'))).toMatchObject({ code: 'forbidden' });
	if (!made.ok) throw new Error(made.code);
	const found = await unitTerms(town.desk, made.value.token, noon('2026-03-02'));
	expect(found!.terms.map(({ about, due_on }) => [about, due_on])).toEqual([
		['开工', '2026-04-01'],
		['2026-03', '2026-04-06'],
		['主体完工', '2026-08-31'],
		['完工', '2026-11-30'],
		['竣工验收', '2026-12-20']
	]);
	expect(await unitTerms(town.desk, 'guessed')).toBeNull();
	await makeCalendar(town.desk, town.person('water'), noon('2026-03-03'));
	expect(await unitTerms(town.desk, made.value.token)).toBeNull();
});

test('a unit’s calendar ends with its last account, closed or moved, and with no one before', async () => {
	const { desk, congressId } = town;
	const security = { ...town.person('office'), id: crypto.randomUUID(), role: 'security-admin' as const };
	const address = async () => {
		const made = await makeCalendar(desk, town.person('water'));
		if (!made.ok) throw new Error(made.code);
		return made.value.token;
	};
	const shown = async (username: string) =>
		(await accountsView(desk, congressId)).find((account) => account.username === username)!;
	const water = { role: 'department' as const, name: '水务站', unit: '镇水务站', delegateNumber: null };
	const move = async (username: string, unit: string) =>
		changeAccount(desk, security, { ...(await shown(username)), ...water, unit });
	const close = async (username: string, disabled = true) =>
		setDisabled(desk, security, { ...(await shown(username)), disabled });
	const read = async (token: string) => (await unitTerms(desk, token)) !== null;

	const first = await address();
	// A colleague comes from another unit, so the one who leaves is not the last.
	expect(await move('roads', '镇水务站')).toMatchObject({ ok: true });
	expect(await close('water')).toMatchObject({ ok: true });
	expect(await read(first)).toBe(true);
	expect(await move('roads', '镇村镇建设办')).toMatchObject({ ok: true });
	expect(await read(first)).toBe(false);

	expect(await close('water', false)).toMatchObject({ ok: true });
	const second = await address();
	expect(await close('water')).toMatchObject({ ok: true });
	expect(await read(second)).toBe(false);
	const lines = await town.read((tx) => tx.select().from(congressAudit));
	expect(lines.filter(({ act }) => act === 'calendar-ended')).toMatchObject([
		{ detail: { unit: '镇水务站' } },
		{ detail: { unit: '镇水务站' } }
	]);
});

test('of two calendar addresses made at once one works, and the chain has both', async () => {
	const many = await Promise.all(
		Array.from({ length: 6 }, () => makeCalendar(town.desk, town.person('water')))
	);
	const live = [];
	for (const made of many) if (made.ok) live.push(await unitTerms(town.desk, made.value.token));
	expect(live).toHaveLength(6);
	expect(live.filter((found) => found !== null)).toHaveLength(1);
	const lines = await town.read((tx) => tx.select({ act: congressAudit.act }).from(congressAudit));
	expect(lines.filter(({ act }) => act === 'calendar-made')).toHaveLength(6);
});

test('an owed report is in the unit’s calendar before anybody has begun it, and stays the same event', async () => {
	const projectId = await handedOver(town);
	const { desk } = town;
	const made = await makeCalendar(desk, town.person('water'), noon('2026-03-02'));
	if (!made.ok) throw new Error(made.code);
	const reports = async (day: string) =>
		(await unitTerms(desk, made.value.token, noon(day)))!.terms.filter(({ kind }) => kind === 'report');
	const before = await reports('2026-05-06');
	expect(before.map(({ id, about }) => [id, about])).toEqual(
		['2026-03', '2026-04', '2026-05'].map((month) => [`${projectId}-${month}`, month])
	);
	const input = { projectId, month: '2026-03', draft: reportDraft() };
	const on = noon('2026-05-06');
	expect(await saveReport(desk, town.person('water'), { ...input, revision: 0 }, on)).toMatchObject({
		ok: true
	});
	expect(await reports('2026-05-06')).toEqual(before);
	expect(await submitReport(desk, town.person('water'), { ...input, revision: 1 }, on)).toMatchObject({
		value: { version: 1 }
	});
	expect(await reports('2026-05-06')).toEqual(before.slice(1));
	const decided = {
		projectId,
		month: '2026-03',
		version: 1,
		verdict: 'return' as const,
		reason: '请补充进度'
	};
	expect(await decideReport(desk, town.person('supervision'), decided, on)).toMatchObject({ ok: true });
	// Returned it is the same event on another day. April, which can't be handed in before it, was late already.
	const [march, april, may] = before;
	expect([march!.sequence, april!.due_on]).toEqual([0, '2026-05-05']);
	expect(await reports('2026-05-06')).toEqual([
		{ ...april!, sequence: 1 },
		{ ...march!, due_on: '2026-05-13', returned: true, sequence: 1 },
		{ ...may!, sequence: 1 }
	]);
});
