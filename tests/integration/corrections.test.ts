import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { correction, history, measure } from '#lib/server/db/tracker-schema.ts';
import { publicProjectPage } from '#lib/server/queries/public-project.ts';
import { publishedCorrections } from '#lib/server/queries/published-corrections.ts';
import { correctFigures, publishCorrection } from '#lib/server/tracker/publish-correction.ts';
import { submitReport } from '#lib/server/tracker/write-report.ts';
import { insertTown, noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver, reportDraft, reportedMonth } from '../support/tracker-steps.ts';

let town: TrackedTown;
let projectId: string;
beforeEach(async () => {
	town = await trackedTown();
	projectId = await handedOver(town);
});
afterEach(() => town.leave());

const day = noon('2026-05-20');
const page = async () => (await publicProjectPage(town.desk, projectId))!;
const words = {
	subject: '月报内容',
	before: '清淤 1.4 公里',
	after: '清淤 1.2 公里',
	reason: '多计了 200 米'
};
const figures = (
	changed: Partial<Parameters<typeof correctFigures>[2]> = {},
	who: 'supervision' | 'water' = 'supervision'
) =>
	correctFigures(
		town.desk,
		town.person(who),
		{
			...{ projectId, percent: 18, arrivedFen: 100_000_000, paidFen: 60_000_000, explanation: '' },
			...{ reason: '上月多计了未验收的长度' },
			...changed
		},
		day
	);

test('words that were published wrongly are corrected by the office, and the note stays', async () => {
	const publish = (who: 'supervision' | 'water' | 'chair') =>
		publishCorrection(town.desk, town.person(who), { projectId, ...words }, day);
	for (const who of ['water', 'chair'] as const)
		expect(await publish(who)).toMatchObject({ code: 'forbidden' });
	expect(await publish('supervision')).toMatchObject({ ok: true });
	// The form sent again, because its answer was lost, says nothing twice in public.
	expect(await publish('supervision')).toMatchObject({ ok: true });
	expect((await page()).corrections).toMatchObject([{ ...words, at: day.toISOString() }]);
	expect(await publishedCorrections(town.desk, town.congressId, projectId)).toMatchObject([{ by: '人大办' }]);
	const acts = await town.read((tx) =>
		tx.select({ act: history.act }).from(history).where(eq(history.projectId, projectId))
	);
	expect(acts.map(({ act }) => act)).toContain('correction-published');
	// Nobody takes it back or rewrites it, the application neither.
	await expect(town.read((tx) => tx.update(correction).set({ after: '改写' }))).rejects.toThrow();
	await expect(town.read((tx) => tx.delete(correction))).rejects.toThrow();
	const other = await insertTown(town.desk, '另一镇', '-b');
	const stranger = other.person('supervision');
	expect(await publishCorrection(town.desk, stranger, { projectId, ...words }, day)).toMatchObject({
		code: 'not-found'
	});
	expect(await publishedCorrections(town.desk, other.congressId, projectId)).toEqual([]);
});

test('figures are corrected by one more measure with its reason, and each changed one has its line', async () => {
	expect(await figures()).toMatchObject({ code: 'nothing-measured' });
	await reportedMonth(town, '2026-03', '2026-04-02', { percent: '20', arrived: '100', paid: '60' });
	expect(await figures({}, 'water')).toMatchObject({ code: 'forbidden' });
	expect(await figures({ percent: 20 })).toMatchObject({ code: 'same-figures' });
	expect(await figures({ paidFen: 120_000_000 })).toMatchObject({ code: 'paid-over-arrived' });
	expect(await figures({ arrivedFen: 480_000_001 })).toMatchObject({
		...{ code: 'over-total', detail: { total: '480.00' } }
	});
	expect(await figures({ arrivedFen: 80_000_000 })).toMatchObject({ ok: true });
	const shown = await page();
	expect(shown).toMatchObject({
		percent: 18,
		asOf: '2026-03-31',
		funds: { arrivedFen: 80_000_000, paidFen: 60_000_000 }
	});
	expect(shown.corrections.map(({ subject, before, after }) => [subject, before, after]).sort()).toEqual([
		['形象进度（2026年3月31日数据）', '20%', '18%'],
		['累计到位（2026年3月31日数据）', '100.00 万元', '80.00 万元']
	]);
	// The measure's own correction is not told a second time.
	expect(shown.correctedMeasures).toEqual([]);
	const kept = await town.read((tx) => tx.select().from(measure).where(eq(measure.projectId, projectId)));
	expect(kept.map(({ percent, correction: why }) => [percent, why])).toEqual([
		[20, ''],
		[18, '上月多计了未验收的长度']
	]);
	// The next report is compared with what holds now.
	await reportedMonth(town, '2026-04', '2026-05-02', { percent: '19', arrived: '80', paid: '60' });
	expect((await page()).percent).toBe(19);
});

test('while a report waits that was compared with the wrong figures, it is decided first', async () => {
	await reportedMonth(town, '2026-03', '2026-04-02', { percent: '20' });
	const draft = reportDraft({ percent: '25' });
	const waiting = { projectId, month: '2026-04', revision: 0, draft };
	await submitReport(town.desk, town.person('water'), waiting, noon('2026-05-02'));
	expect(await figures()).toMatchObject({ code: 'report-waits' });
	expect((await page()).percent).toBe(20);
});
