import { sql } from 'drizzle-orm';
import { isEscalated, stageReached } from '../../domain/tracker/due.ts';
import { escalatedKind } from '../../domain/tracker/told.ts';
import { isoDate } from '../../i18n/format.ts';
import { reminderText } from '../../i18n/zh-CN/reminders.ts';
import type { Tx } from '../db/client.ts';
import { reminder } from '../db/tracker-schema.ts';
import { accepted } from '../queries/accepted.ts';
import { unreached } from '../queries/claimed.ts';
import { openOpinions } from '../queries/open-opinions.ts';
import { owedMessages } from '../queries/owed-messages.ts';
import { owedReports } from '../queries/owed-reports.ts';
import { trackerSettings } from '../queries/tracker-settings.ts';

type Term = {
	project_id: string;
	unit: string;
	subject_id: string;
	about: string;
	due_on: string;
	/** What tells it apart from a term that the same thing had before. */
	again: string;
};

/**
 * Writes the reminders that the open terms of a congress have reached: plans, reports, milestones, 督办 notices,
 * deputies' opinions and residents' messages (these two of replaced projects too: who asked still waits), at −5, −1, +1,
 * +3 and +5 working days. From +5 on the supervising office gets one as well.
 *
 * @returns how many were new
 */
export async function writeReminders(tx: Tx, congressId: string, now: Date): Promise<number> {
	const today = isoDate(now);
	const settings = (await trackerSettings(tx)).values;
	const { calendar } = settings;
	const plain = await tx.execute<Term & { kind: string }>(sql`
		select 'plan' as kind, p.id as project_id, p.unit, p.id as subject_id, '' as about, l.due_on::text,
				case when l.due_on <> (select a.plan_due_on from tracker.assignment a where a.project_id = p.id
					order by a.version limit 1) then l.due_on::text else '' end as again
			from tracker.plan l join tracker.project p on p.id = l.project_id
			where l.state in ('draft', 'returned') and p.replaced_at is null
		union all select 'milestone', p.id, p.unit, m.id, m.name, m.planned_on::text,
				case when m.first_planned_on is not null then m.planned_on::text else '' end
			from tracker.milestone m join tracker.project p on p.id = m.project_id
			where ${unreached(today)} and p.replaced_at is null and not ${accepted}
		union all select n.kind, p.id, p.unit, n.id, n.reference, n.due_on::text,
				case when exists (select from tracker.history h where h.project_id = p.id and h.subject_id = n.id
					and h.act = 'act-reopened') then n.due_on::text else '' end
			from tracker.supervision_act n join tracker.project p on p.id = n.project_id
			where n.state = 'open' and n.due_on is not null and p.replaced_at is null
		union all select 'visit', p.id, p.unit, o.id, o.again, o.due_on::text, o.again
			from (select *, case when reply > 1 then reply::text else '' end as again from ${openOpinions} v) o
			join tracker.project p on p.id = o.project_id
		union all select 'feedback', p.id, p.unit, f.id, f.written_on, f.due_on::text, f.again
			from ${owedMessages} f join tracker.project p on p.id = f.project_id`);
	const reports = (await owedReports(tx, settings, today)).map(
		({ project_id, unit, month, due_on, returned, moved }) => ({
			kind: returned === null ? 'report' : 'report-returned',
			project_id,
			unit,
			subject_id: project_id,
			about: month,
			due_on,
			// It has no id before its first save.
			again: moved ? `${month} ${due_on}` : month
		})
	);
	const rows = [...plain, ...reports].flatMap((term) => {
		const stage = stageReached(term.due_on, today, calendar);
		if (stage === null) return [];
		// An opinion that is asked again has a term of its own. A milestone that a decision has moved, a plan, report or reply
		// that went back, and a report that has another day for whatever else (`moved`) are reminded of again around their new
		// day, a message that was passed on again around its old one. What tells them apart is part of the kind.
		const kind = [term.kind, term.again].filter(Boolean).join(' ');
		const one = {
			congressId,
			projectId: term.project_id,
			kind,
			subjectId: term.subject_id,
			stage,
			text: reminderText(term.kind, term.about, term.due_on, stage),
			dueOn: term.due_on,
			escalated: isEscalated(stage),
			at: now
		};
		const toUnit = { ...one, unit: term.unit as string | null };
		return isEscalated(stage)
			? [toUnit, { ...one, kind: escalatedKind(kind, term.unit), unit: null }]
			: [toUnit];
	});
	if (!rows.length) return 0;
	const written = await tx.insert(reminder).values(rows).onConflictDoNothing().returning({ id: reminder.id });
	return written.length;
}
