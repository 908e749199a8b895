import { sql } from 'drizzle-orm';
import { monthOf, unreportedMonth, type ReportState } from '../../domain/tracker/report.ts';
import { isoDate } from '../../i18n/format.ts';
import { unreportedTexts } from '../../i18n/zh-CN/follow-ledger.ts';
import { reasonsLine } from '../../i18n/zh-CN/lights.ts';
import { substitutionText } from '../../i18n/zh-CN/substitute.ts';
import type { FollowRow } from '../../wire/tracker-views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { accepted } from './accepted.ts';
import { byNumber, followRows } from './follow-rows.ts';
import { readsProjects } from './reads-projects.ts';

/** 台账 in the columns that are really kept (崇川区 2023): the last two reported months stand side by side. */
export type LedgerOfYear = {
	year: number;
	/**
	 * `2026-06`, `2026-07`, the older one first: the newest that are over and that any project of the year has reported;
	 * before the first is over, the one that runs.
	 */
	months: string[];
	/** `reported` has what each month's approved report tells, or how that report stands. */
	rows: (FollowRow & { reported: string[]; inOrder: boolean | null; remark: string })[];
};

/** `done` and `problems` of an approved report; null of any other. */
type Told = {
	project_id: string;
	month: string;
	state: ReportState;
	done: string | null;
	problems: string | null;
};

/** Most projects of one congress and year: provinces vote on a dozen, the largest towns on thirty-five. */
const MOST = 500;

export const ledgerOfYear = (
	desk: Desk,
	actor: StaffActor,
	year: number,
	now = new Date()
): Promise<LedgerOfYear> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const today = isoDate(now);
		const mine = readsProjects(actor);
		const rows = await followRows(tx, sql`p.year = ${year} and ${mine}`, { order: byNumber, limit: MOST });
		// A month that runs still is reported by the early ones alone, and would push what all have reported aside: it has a
		// column only while no other has.
		// Of the whole congress: who is behind with its reports sees the same columns, and that they are empty.
		const newest = await tx.execute<{ month: string }>(sql`
			select distinct r.month from tracker.report r join tracker.project p on p.id = r.project_id
			where p.year = ${year} and r.state = 'approved' order by r.month desc limit 3`);
		const over = newest.filter(({ month }) => month < monthOf(today));
		const months = (over.length ? over.slice(0, 2) : newest.slice(0, 1)).map(({ month }) => month).sort();
		const found = await tx.execute<Told>(sql`
			select r.project_id, r.month, r.state, v.body ->> 'done' as done, v.body ->> 'problems' as problems
			from tracker.report r join tracker.project p on p.id = r.project_id
			left join tracker.report_version v on v.report_id = r.id and v.version = r.version and r.state = 'approved'
			where p.year = ${year} and ${mine} and r.month >= ${months[0] ?? ''}`);
		const owing = await tx.execute<{ id: string; planned: boolean; accepted: boolean }>(sql`
			select p.id, ${accepted} as accepted, exists (select from tracker.plan l
				where l.project_id = p.id and l.state = 'approved') as planned
			from tracker.project p where p.year = ${year} and ${mine}`);
		return {
			year,
			months,
			rows: rows.map((row) => {
				const own = found.filter(({ project_id }) => project_id === row.id);
				const terms = owing.find(({ id }) => id === row.id) ?? { planned: false, accepted: false };
				const light = row.light?.light ?? 'grey';
				const problems = own.find(({ month }) => month === months.at(-1))?.problems;
				// What was replaced is followed up no more: its last light says nothing of today.
				const warned = !row.replaced && ['yellow', 'orange', 'red'].includes(light);
				return {
					...row,
					reported: months.map((month) => {
						const report = own.find((one) => one.month === month);
						const state = report?.state ?? null;
						return (
							report?.done || unreportedTexts[unreportedMonth(month, today, state, { ...row, ...terms })]
						);
					}),
					// 是否达序: nothing can be said of what has not begun.
					inOrder: light === 'grey' || row.replaced ? null : !warned,
					remark: [
						substitutionText(row.substitution),
						warned ? reasonsLine(row.light!.reasons) : '',
						problems ?? ''
					]
						.filter(Boolean)
						.join('；')
				};
			})
		};
	});
