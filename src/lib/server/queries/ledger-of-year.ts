import { sql } from 'drizzle-orm';
import { monthOf } from '../../domain/tracker/report.ts';
import { isoDate } from '../../i18n/format.ts';
import { reasonsLine } from '../../i18n/zh-CN/lights.ts';
import { substitutionText } from '../../i18n/zh-CN/substitute.ts';
import type { FollowRow } from '../../wire/tracker-views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { byNumber, followRows } from './follow-rows.ts';
import { readsProjects } from './reads-projects.ts';

/** 台账 in the columns that are really kept (崇川区 2023): the last two reported months stand side by side. */
export type LedgerOfYear = {
	year: number;
	/** `2026-06`, `2026-07`, the older one first: the newest that are over and that any project of the year has reported. */
	months: string[];
	rows: (FollowRow & { reported: string[]; inOrder: boolean | null; remark: string })[];
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
		const mine = readsProjects(actor);
		const rows = await followRows(tx, sql`p.year = ${year} and ${mine}`, { order: byNumber, limit: MOST });
		// A month that runs still is reported by the early ones alone, and would push what all have reported aside.
		// Of the whole congress: who is behind with its reports sees the same columns, and that they are empty.
		const newest = await tx.execute<{ month: string }>(sql`
			select distinct r.month from tracker.report r join tracker.project p on p.id = r.project_id
			where p.year = ${year} and r.state = 'approved' and r.month < ${monthOf(isoDate(now))}
			order by r.month desc limit 2`);
		const months = newest.map(({ month }) => month).sort();
		const found = await tx.execute<{ project_id: string; month: string; done: string; problems: string }>(sql`
			select r.project_id, r.month, v.body ->> 'done' as done, v.body ->> 'problems' as problems from tracker.report r
			join tracker.report_version v on v.report_id = r.id and v.version = r.version
			join tracker.project p on p.id = r.project_id
			where p.year = ${year} and ${mine} and r.state = 'approved' and r.month >= ${months[0] ?? ''}`);
		return {
			year,
			months,
			rows: rows.map((row) => {
				const own = found.filter(({ project_id }) => project_id === row.id);
				const light = row.light?.light ?? 'grey';
				const problems = own.find(({ month }) => month === months.at(-1))?.problems;
				// What was replaced is followed up no more: its last light says nothing of today.
				const warned = !row.replaced && ['yellow', 'orange', 'red'].includes(light);
				return {
					...row,
					reported: months.map((month) => own.find((one) => one.month === month)?.done ?? ''),
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
