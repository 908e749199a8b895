import { and, desc, eq } from 'drizzle-orm';
import { fundFaults, writeWan } from '../../domain/tracker/funds.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { formatDate } from '../../i18n/format.ts';
import { toldTexts } from '../../i18n/zh-CN/reminders.ts';
import { figureNames } from '../../i18n/zh-CN/residents.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { correction, measure, report, standing } from '../db/tracker-schema.ts';
import { newestMeasure } from '../queries/newest-measure.ts';
import { keptUnder, type ProjectRow } from './own-project.ts';
import { recordAct } from './record-act.ts';
import { tellUnit } from './tell-unit.ts';

type Access = 'not-found' | 'forbidden';

/**
 * 更正说明 of words that the public page has shown; it stands there for good, beside the right ones. One that says what the
 * subject's last one says is that one, sent again.
 */
export const publishCorrection = (
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; subject: string; before: string; after: string; reason: string },
	now = new Date()
): Promise<Result<object, Access>> =>
	act(desk, actor.congressId, async (tx) => {
		const found = await keptUnder(tx, actor, 'review', input.projectId);
		if (!found.ok) return found;
		const { subject, before, after, reason } = input;
		const [last] = await tx
			.select()
			.from(correction)
			.where(and(eq(correction.projectId, input.projectId), eq(correction.subject, subject)))
			.orderBy(desc(correction.at))
			.limit(1);
		if (last && last.before === before && last.after === after && last.reason === reason) return ok({});
		await write(tx, actor, found.value, [{ subject, before, after }], reason, now);
		return ok({});
	});

export type Figures = { percent: number; arrivedFen: number; paidFen: number };

/**
 * A correction of progress or money. The figures that hold come from measures alone, so the right ones are one more
 * measure of the same day with the reason as its correction, as a report's are; each changed figure gets its line. A
 * report that waits was compared with the wrong figures: it is decided first. Of a replaced project nobody decides one any
 * more, and no light is worked out: the figures that its page shows are mended.
 *
 * @param input.over the figures that the form was filled in on; others by now are refused. Left out where nobody has
 *   read any
 */
export const correctFigures = (
	desk: Desk,
	actor: StaffActor,
	input: Figures & { projectId: string; explanation: string; reason: string; over?: Figures },
	now = new Date()
): Promise<
	Result<
		object,
		| Access
		| 'report-waits'
		| 'nothing-measured'
		| 'same-figures'
		| 'paid-over-arrived'
		| 'over-total'
		| 'figures-moved'
	>
> =>
	act(desk, actor.congressId, async (tx) => {
		const found = await keptUnder(tx, actor, 'review', input.projectId);
		if (!found.ok) return found;
		const row = found.value;
		const [waiting] = await tx
			.select({ id: report.id })
			.from(report)
			.where(and(eq(report.projectId, row.id), eq(report.state, 'submitted')))
			.limit(1);
		if (waiting && !row.replacedAt) return refuse('report-waits');
		const last = await newestMeasure(tx, row.id);
		if (!last) return refuse('nothing-measured');
		const { percent, arrivedFen, paidFen, explanation, reason, over } = input;
		const right: Figures = { percent, arrivedFen, paidFen };
		const figures = Object.keys(right) as (keyof Figures)[];
		if (over && figures.some((figure) => over[figure] !== last[figure])) return refuse('figures-moved');
		const changed = figures.filter((figure) => right[figure] !== last[figure]);
		if (!changed.length) return refuse('same-figures');
		const words = { explanation, correction: reason };
		const faults = fundFaults(right, last, words, row.totalFen);
		if (faults.includes('paid-over-arrived')) return refuse('paid-over-arrived');
		if (faults.includes('over-total')) return refuse('over-total', { total: writeWan(row.totalFen) });
		const id = crypto.randomUUID();
		await tx.insert(measure).values({
			id,
			congressId: row.congressId,
			projectId: row.id,
			asOf: last.asOf,
			...right,
			plannedFen: row.totalFen,
			explanation,
			correction: reason,
			at: now,
			by: actor.name
		});
		if (row.replacedAt) await tx.update(standing).set(right).where(eq(standing.projectId, row.id));
		const text = (figure: keyof Figures, of: Figures) =>
			figure === 'percent' ? `${of.percent}%` : `${writeWan(of[figure])} 万元`;
		const lines = changed.map((figure) => ({
			subject: `${figureNames[figure]}（${formatDate(last.asOf)}数据）`,
			before: text(figure, last),
			after: text(figure, right)
		}));
		const told = { told: 'figures-corrected', subjectId: id, text: toldTexts.figuresCorrected } as const;
		await tellUnit(tx, row, told, now);
		await write(tx, actor, row, lines, reason, now);
		return ok({});
	});

async function write(
	tx: Tx,
	actor: StaffActor,
	row: ProjectRow,
	lines: { subject: string; before: string; after: string }[],
	reason: string,
	now: Date
): Promise<void> {
	await tx.insert(correction).values(
		lines.map((line) => ({
			...line,
			reason,
			congressId: row.congressId,
			projectId: row.id,
			at: now,
			by: actor.name
		}))
	);
	const changes = lines.map(({ subject, before, after }) => ({ field: subject, before, after }));
	await recordAct(tx, actor, row, { act: 'correction-published', changes, reason }, now);
}
