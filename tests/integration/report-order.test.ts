import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Draft } from '#lib/domain/tracker/drafts.ts';
import { report } from '#lib/server/db/tracker-schema.ts';
import { figureHints, reportFaultText } from '#lib/i18n/zh-CN/monthly-report.ts';
import { todoOf } from '#lib/server/queries/follow-work.ts';
import { reportView } from '#lib/server/queries/report-view.ts';
import { publicProjectPage } from '#lib/server/queries/public-project.ts';
import { decideReport } from '#lib/server/tracker/decide-report.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { saveReport, submitReport } from '#lib/server/tracker/write-report.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver, reportDraft, reportedMonth } from '../support/tracker-steps.ts';

/** What a month's report is compared with, and which months stand in each other's way. */

let town: TrackedTown;
let projectId: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = await handedOver(town);
});
afterEach(() => town.leave());

const on = noon('2026-06-02');

const handIn = async (month: string, changed: Draft) => {
	const [paper] = await town.read((tx) => tx.select().from(report).where(eq(report.month, month)));
	return submitReport(
		town.desk,
		town.person('water'),
		{ projectId, month, revision: paper?.revision ?? 0, draft: reportDraft(changed) },
		on
	);
};
const decide = (month: string, version: number, verdict: 'approve' | 'return', reason = '') =>
	decideReport(town.desk, town.person('supervision'), { projectId, month, version, verdict, reason }, on);
const back = (month: string, version = 1) => decide(month, version, 'return', '请核对进度');

test('a returned month is compared with the months before it, not with a later one that waits', async () => {
	await reportedMonth(town, '2026-03', '2026-04-02', { percent: '9' });
	await handIn('2026-04', { percent: '40' });
	await handIn('2026-05', { percent: '50' });
	expect(await back('2026-04')).toMatchObject({ ok: true });
	expect(await handIn('2026-04', { percent: '8' })).toMatchObject({ value: { faults: ['progress-fell'] } });
	expect(await handIn('2026-04', { percent: '42' })).toMatchObject({ value: { version: 2 } });
	// The month after it is compared with what it says now.
	expect(await back('2026-05')).toMatchObject({ ok: true });
	expect(await handIn('2026-05', { percent: '41' })).toMatchObject({ value: { faults: ['progress-fell'] } });
});

test('a report begins with the figures that it is compared with, and names them', async () => {
	await reportedMonth(town, '2026-03', '2026-04-02', { percent: '9' });
	const view = (month: string) => reportView(town.desk, town.congressId, projectId, month, on);
	const march = { month: '2026-03', percent: 9, arrivedFen: 100_000_000, paidFen: 60_000_000 };
	expect(await view('2026-05')).toMatchObject({
		...{ before: march, draft: { percent: '9', arrived: '100.00', paid: '60.00' } },
		planned: { on: '2026-05-31', percent: 30 }
	});
	await handIn('2026-04', { percent: '25', arrived: '120.000001', paid: '80' });
	const april = { month: '2026-04', percent: 25, arrivedFen: 120_000_001, paidFen: 80_000_000 };
	const may = await view('2026-05');
	expect(may).toMatchObject({
		...{ before: april, draft: { percent: '25', arrived: '120.000001', paid: '80.00' } }
	});
	// April came back and is compared with March still; of the running month the plan is that of today.
	await back('2026-04');
	expect(await view('2026-04')).toMatchObject({ before: march, planned: { on: '2026-04-30', percent: 19 } });
	expect(await view('2026-06')).toMatchObject({ before: march, planned: { on: '2026-06-02', percent: 30 } });
	expect(figureHints(may.before, may.planned)).toEqual({
		percent: '上次（2026年4月）25% · 截至2026年5月31日计划 30%',
		arrived: '上次（2026年4月）120.000001 万元',
		paid: '上次（2026年4月）80.00 万元'
	});
	await handIn('2026-04', { percent: '25', arrived: '120.000001', paid: '80' });
	const sent = await handIn('2026-05', { percent: '24', arrived: '120', paid: '80' });
	if (!sent.ok || !('faults' in sent.value)) throw new Error(JSON.stringify(sent));
	const { faults, before } = sent.value;
	expect(faults.map((fault) => reportFaultText(fault, before))).toEqual([
		'累计金额少于2026年4月填报的（到位 120.000001 万元，支付 80.00 万元），请在“更正说明”中写明原因',
		'进度低于2026年4月填报的 25%，请在“更正说明”中写明原因'
	]);
});

test('figures are of the month’s end, or of the day on which an early report was handed in', async () => {
	const of = async (month: string, handedIn: Date, decided: Date) => {
		const typed = { projectId, month, revision: 0, draft: reportDraft({ percent: '30' }) };
		expect(await submitReport(town.desk, town.person('water'), typed, handedIn)).toMatchObject({ ok: true });
		const verdict = { projectId, month, version: 1, verdict: 'approve' as const, reason: '' };
		const done = await decideReport(town.desk, town.person('supervision'), verdict, decided);
		expect(done).toMatchObject({ ok: true });
		return (await publicProjectPage(town.desk, projectId))!.asOf;
	};
	expect(await of('2026-03', noon('2026-04-02'), noon('2026-04-07'))).toBe('2026-03-31');
	// Just after midnight in Beijing, still the day before in Greenwich.
	const midnight = new Date('2026-04-15T00:30:00+08:00');
	expect(await of('2026-04', midnight, noon('2026-04-28'))).toBe('2026-04-15');
	expect(await of('2026-05', noon('2026-05-20'), noon('2026-06-08'))).toBe('2026-05-20');
});

test('a later month that says less than the returned one does by now is refused in words, and goes back', async () => {
	await handIn('2026-03', { percent: '40' });
	await handIn('2026-04', { percent: '50' });
	await back('2026-03');
	expect(await handIn('2026-03', { percent: '60' })).toMatchObject({ value: { version: 2 } });
	expect(await decide('2026-03', 2, 'approve')).toMatchObject({ ok: true });
	expect(await decide('2026-04', 1, 'approve')).toMatchObject({ code: 'figures-fell-since' });
	expect(await publicProjectPage(town.desk, projectId)).toMatchObject({ percent: 60 });
	expect(await back('2026-04')).toMatchObject({ ok: true });
	expect(await handIn('2026-04', { percent: '50', correction: '核减返工部分' })).toMatchObject({
		value: { version: 2 }
	});
	expect(await decide('2026-04', 2, 'approve')).toMatchObject({ ok: true });
	expect(await publicProjectPage(town.desk, projectId)).toMatchObject({ percent: 50 });
});

test('money that falls against the returned month is refused in the same words', async () => {
	await handIn('2026-03', { arrived: '100' });
	await handIn('2026-04', { arrived: '120' });
	await back('2026-03');
	await handIn('2026-03', { arrived: '130' });
	await decide('2026-03', 2, 'approve');
	expect(await decide('2026-04', 1, 'approve')).toMatchObject({ code: 'figures-fell-since' });
});

/** A revised 交办单 that begins on 1 April. */
const startsInApril = () =>
	issueAssignment(
		town.desk,
		town.person('supervision'),
		{
			...{ projectId, reference: '涌人办〔2026〕2号', unit: '镇水务站', leader: '张三', contact: '' },
			...{ cooperating: [], target: '', startsOn: '2026-04-01', endsOn: '2026-12-20', requirement: '' }
		},
		on
	);

test.each(['begun', 'returned'])(
	'a month that was %s before the start moved behind it holds up no later one and is on no list',
	async (how) => {
		if (how === 'begun') {
			const typed = { projectId, month: '2026-03', revision: 0, draft: reportDraft() };
			expect(await saveReport(town.desk, town.person('water'), typed, on)).toMatchObject({ ok: true });
		} else {
			await handIn('2026-03', { percent: '90' });
			await back('2026-03');
		}
		const todo = async () =>
			(await todoOf(town.desk, town.person('water'), '2026-06-02'))
				.filter(({ kind }) => kind.startsWith('report'))
				.map(({ kind, about }) => `${kind} ${about}`);
		expect((await todo()).join()).toMatch(/2026-03/);
		expect(await startsInApril()).toMatchObject({ ok: true });
		expect(await todo()).toEqual(['report 2026-04', 'report 2026-05']);
		expect(await handIn('2026-04', { percent: '20' })).toMatchObject({ value: { version: 1 } });
		expect(await decide('2026-04', 1, 'approve')).toMatchObject({ ok: true });
	}
);

test('nothing is compared with a month before the start that waits still', async () => {
	await handIn('2026-03', { percent: '90' });
	await startsInApril();
	expect(await handIn('2026-04', { percent: '20' })).toMatchObject({ value: { version: 1 } });
	expect(await decide('2026-04', 1, 'approve')).toMatchObject({ ok: true });
});
