import { sql, type SQL } from 'drizzle-orm';
import { readsProject } from '../../domain/tracker/powers.ts';
import { escalatedKind, pathOfMessage, toldKind } from '../../domain/tracker/told.ts';
import type { InboxPage } from '../../wire/tracker-views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { accepted } from './accepted.ts';
import { projectTerm } from './project-term.ts';
import { ownTerms } from './report-terms.ts';

const PAGE_SIZE = 30;

/** Whose inbox it is: a unit's, or the supervising office's, which gets what was escalated. */
export const inInbox = (actor: StaffActor): SQL =>
	actor.role === 'department' ? sql`r.unit = ${actor.unit}` : sql`r.unit is null`;

/**
 * Whether the term that line `r` is about is over or has another day by now: what was to be handed in is, or a reply is
 * there. A month without a report is owed, unless it lies before those that are, and is due anew where a start that moved
 * or a revoked 验收 has given it another day since. A milestone counts while a report that waits for its verdict says that
 * it is reached. What goes back is asked for anew by lines of its own day; a deputy's opinion by the number of the reply. A
 * report may be due later than its row says, as it waits for an earlier one (`openReports`), but not earlier.
 */
const isDone = sql`case
	when r.kind ~ '^plan' then exists (select from tracker.plan l where l.project_id = r.subject_id
		and (l.state not in ('draft', 'returned') or l.due_on is distinct from r.due_on))
	when r.kind ~ '^report' then exists (select from tracker.report o where o.project_id = r.subject_id
		and o.month = split_part(r.kind, ' ', 2)
		and (o.state not in ('draft', 'returned') or o.due_on > r.due_on))
		or (select split_part(r.kind, ' ', 2) < t.reports_from from ${projectTerm} t)
		or exists (select from (select ${ownTerms} as terms) o cross join lateral (
			select from jsonb_to_recordset(o.terms->'newlyOwed') as n("from" text, "before" text, "on" date)
				where split_part(r.kind, ' ', 2) >= n."from" and split_part(r.kind, ' ', 2) < n."before" and r.due_on < n."on"
			union all select from jsonb_to_recordset(o.terms->'heldUp') as h("from" date, "until" date)
				where r.due_on >= h."from" and r.due_on < h."until") given)
	when r.kind ~ '^milestone' then exists (select from tracker.milestone m where m.id = r.subject_id
		and (m.done_on is not null or m.dropped_at is not null or m.planned_on is distinct from r.due_on
			or exists (select from tracker.report o where o.project_id = m.project_id and o.month = m.claimed_month
				and o.state = 'submitted')))
	when r.kind ~ '^(notice|talk|inquiry)' then exists (select from tracker.supervision_act n where n.id = r.subject_id
		and (n.state <> 'open' or n.due_on is distinct from r.due_on))
	when r.kind ~ '^visit' then exists (select from tracker.visit_reply y where y.visit_id = r.subject_id
		and y.number >= coalesce(substring(r.kind from '^visit ([0-9]+)')::int, 1))
	else false end`;

/**
 * A message that nobody has to act on any more counts as read: of a project that has gone to another unit (the
 * office's about the one before, too), of a term that its replacement or its acceptance has ended or that was met, of a
 * resident's message that was answered or closed, and of an approval that was revoked. A deputy or a resident waits on
 * for the reply, and what was decided stays news. That a project has gone is news until it comes back.
 */
const isOver = sql`(coalesce((r.unit <> p.unit) <> starts_with(r.kind, ${toldKind('project-given-away')}), false)
	or (r.unit is null and split_part(r.kind, ${escalatedKind('', '')}, 2) not in ('', p.unit))
	or (p.replaced_at is not null and r.kind !~ '^(visit|feedback|told)')
	or (r.kind ~ '^(plan|report|milestone)' and ${accepted})
	or (starts_with(r.kind, ${toldKind('report-returned')}) and not ${accepted})
	or ${isDone}
	or (r.kind ~ '^feedback' and exists (select from tracker.feedback f
		where f.id = r.subject_id and (f.no_reply_at is not null or f.replied_at is not null)))
	or (r.kind = ${toldKind('acceptance-approved')} and exists (select from tracker.acceptance c
		where c.id = r.subject_id and c.state = 'revoked')))`;

type Linked = {
	kind: string;
	project_id: string;
	subject_id: string;
	unit: string;
	cooperating: string[] | null;
};

/** Where a message leads this account to. A unit that only helps by now reads the project, but neither opinions nor messages. */
function hrefOf(actor: StaffActor, row: Linked): string | null {
	const { kind, project_id: id, unit, cooperating } = row;
	if (kind.startsWith(toldKind('project-given-away'))) return null;
	if (!readsProject(actor, { unit, cooperating: cooperating ?? [] })) return null;
	const helps = actor.role === 'department' && actor.unit !== unit;
	return helps && /^(visit|feedback)/.test(kind) ? `/tracker/${id}` : pathOfMessage(kind, id, row.subject_id);
}

/** A page of the messages for this account: what it hasn't read first, and of these the newest. */
export const inboxOf = (desk: Desk, actor: StaffActor, page = 1): Promise<InboxPage> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const read = sql`(exists (select from tracker.reminder_read d
			where d.reminder_id = r.id and d.staff_id = ${actor.id}::uuid) or ${isOver})`;
		// What is read is worked out once a line, for the counts and the order alike: planning it is most of the work.
		const found = await tx.execute<{
			total: number;
			unread: number;
			id: string | null;
			project_id: string;
			subject_id: string;
			name: string;
			kind: string;
			text: string;
			due_on: string | null;
			escalated: boolean;
			at: string;
			read: boolean;
			replaced: boolean;
			unit: string;
			cooperating: string[] | null;
		}>(sql`
			with line as materialized (select r.id, r.at, ${read} as read
				from tracker.reminder r join tracker.project p on p.id = r.project_id where ${inInbox(actor)}),
			counted as (select count(*)::int as total, (count(*) filter (where not read))::int as unread from line),
			shown as (select id, read from line order by read, at desc, id limit ${PAGE_SIZE}
				offset (select least(${Math.max(1, page) - 1}::int, greatest(total - 1, 0) / ${PAGE_SIZE}::int) * ${PAGE_SIZE}::int
					from counted))
			select c.total, c.unread, s.*, (select a.cooperating from tracker.assignment a
				where a.project_id = s.project_id order by a.version desc limit 1) as cooperating
			from counted c left join (select r.id, r.project_id, r.subject_id, p.name, r.kind, r.text, r.due_on::text,
					r.escalated, r.at, shown.read, p.replaced_at is not null as replaced, p.unit
				from shown join tracker.reminder r on r.id = shown.id join tracker.project p on p.id = r.project_id) s on true
			order by s.read, s.at desc, s.id`);
		const { total, unread } = found[0]!;
		const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(total / PAGE_SIZE)));
		const rows = found.flatMap(({ id, ...row }) => (id === null ? [] : [{ ...row, id }]));
		const messages = rows.map((row) => ({
			id: row.id,
			projectId: row.project_id,
			projectName: row.name,
			kind: row.kind,
			text: row.text,
			dueOn: row.due_on,
			escalated: row.escalated,
			at: new Date(row.at).toISOString(),
			read: row.read,
			replaced: row.replaced,
			href: hrefOf(actor, row)
		}));
		return { rows: messages, unread, total, pageSize: PAGE_SIZE, filter: { page: shown } };
	});
