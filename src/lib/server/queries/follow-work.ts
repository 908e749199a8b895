import { sql } from 'drizzle-orm';
import { monthOf } from '../../domain/tracker/report.ts';
import type { ReviewItem, TodoItem } from '../../wire/tracker-views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { has } from '../../domain/tracker/powers.ts';
import { pathOfMessage, pathOfOpinion } from '../../domain/tracker/told.ts';
import { byUrgency, MOST_REVIEWS } from '../../domain/tracker/todo-order.ts';
import { addDays } from '../../domain/tracker/workdays.ts';
import { accepted } from './accepted.ts';
import { unreached } from './claimed.ts';
import { openOpinions } from './open-opinions.ts';
import { owedMessages } from './owed-messages.ts';
import { outdatedRequests } from './outdated-request.ts';
import { owedReports } from './owed-reports.ts';
import { trackerSettings } from './tracker-settings.ts';

/** 我的待办 of a unit, most urgent first. A 约谈 or 专题询问 is on it until it is answered or closed, with a term or without. */
export const todoOf = (desk: Desk, actor: StaffActor, today: string): Promise<TodoItem[]> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const settings = (await trackerSettings(tx)).values;
		const mine = sql`p.unit = ${actor.unit} and p.replaced_at is null`;
		const plans = await tx.execute<{
			id: string;
			name: string;
			state: string;
			due_on: string;
			reason: string;
		}>(sql`
			select p.id, p.name, l.state, l.due_on::text, l.reason from tracker.plan l join tracker.project p on p.id = l.project_id
			where ${mine} and l.state in ('draft', 'returned')`);
		const owed = await owedReports(tx, settings, today, mine);
		const nodes = await tx.execute<{ id: string; name: string; node: string; planned_on: string }>(sql`
			select p.id, p.name, m.name as node, m.planned_on::text from tracker.milestone m join tracker.project p on p.id = m.project_id
			where ${mine} and not ${accepted} and ${unreached(today)} and m.planned_on <= ${addDays(today, 7)}`);
		const notices = await tx.execute<{
			id: string;
			name: string;
			kind: 'notice' | 'talk' | 'inquiry';
			reference: string;
			due_on: string | null;
		}>(sql`
			select p.id, p.name, n.kind, n.reference, n.due_on::text from tracker.supervision_act n join tracker.project p on p.id = n.project_id
			where ${mine} and n.state = 'open' order by n.at, n.id`);
		const opinions = await tx.execute<{
			id: string;
			name: string;
			visit: string;
			opinion: string;
			due_on: string;
		}>(sql`
			select p.id, p.name, o.id as visit, o.opinion, o.due_on::text from ${openOpinions} o join tracker.project p on p.id = o.project_id
			where p.unit = ${actor.unit}`);
		const messages = await tx.execute<{ id: string; name: string; n: number; due_on: string }>(sql`
			select p.id, p.name, count(*)::int as n, min(f.due_on)::text as due_on
			from ${owedMessages} f join tracker.project p on p.id = f.project_id
			where p.unit = ${actor.unit} group by p.id, p.name`);
		const sheets = await tx.execute<{
			id: string;
			name: string;
			state: string;
			reason: string;
			text: string;
		}>(sql`
			select p.id, p.name, c.state, c.reason, c.text from tracker.project p
			join lateral (select state, conclusion, reason, text from tracker.acceptance where project_id = p.id
				and state <> 'withdrawn' order by version desc limit 1) c on true
			where ${mine} and not ${accepted} and (c.state in ('returned', 'revoked') or (c.state = 'approved' and c.conclusion = 'rectify'))`);
		const toAccept = await tx.execute<{ id: string; name: string }>(sql`
			select p.id, p.name from tracker.project p where ${mine} and ${reachesAcceptance}
			and not exists (select from tracker.acceptance where project_id = p.id and state <> 'withdrawn')`);
		const item = (
			{ id, name }: { id: string; name: string },
			kind: TodoItem['kind'],
			about: string,
			dueOn: string | null,
			path: string
		): TodoItem => ({ projectId: id, projectName: name, kind, about, dueOn, href: `/tracker/${id}${path}` });
		// A month is owed once it is over; the oldest three of a project are enough to begin with.
		const over = owed.filter(({ returned, month }) => returned === null && month < monthOf(today));
		const reports = owed.flatMap((one) => {
			const { project_id: id, project: name, month, due_on: dueOn, returned } = one;
			const to = (kind: 'report' | 'report-returned', about: string) =>
				item({ id, name }, kind, about, dueOn, `/reports/${month}`);
			if (returned !== null) return [to('report-returned', `${month}：${returned}`)];
			const oldest = over.filter(({ project_id }) => project_id === id).slice(0, 3);
			return oldest.includes(one) ? [to('report', month)] : [];
		});
		const items = [
			...plans.map((one) =>
				item(one, one.state === 'returned' ? 'plan-returned' : 'plan', one.reason, one.due_on, '/plan')
			),
			...reports,
			...nodes.map((one) => item(one, 'milestone', one.node, one.planned_on, '/reports')),
			...notices.map((one) => item(one, one.kind, one.reference, one.due_on, '/acts')),
			...opinions.map((one) => ({
				...item(one, 'visit', inShort(one.opinion), one.due_on, ''),
				href: pathOfOpinion(one.id, one.visit)
			})),
			...sheets.map((one) =>
				one.state === 'returned' || one.state === 'revoked'
					? item(one, `acceptance-${one.state}`, one.reason, null, '/acceptance')
					: item(one, 'acceptance-rectify', inShort(one.text), null, '/acceptance')
			),
			...toAccept.map((one) => item(one, 'acceptance', '', null, '/acceptance')),
			...messages.map((one) => ({
				...item(one, 'feedback', String(one.n), one.due_on, ''),
				href: pathOfMessage('feedback', one.id, '')
			}))
		];
		return items.sort(byUrgency(today));
	});

/** Whether what project `p` had to reach before its 验收 is handed in is done: its 验收 milestones, or without such all. */
const reachesAcceptance = sql`exists (select from tracker.milestone m where m.project_id = p.id and m.dropped_at is null
	having coalesce(bool_and(m.done_on is not null) filter (where m.stage = 'acceptance'), bool_and(m.done_on is not null)))`;

const inShort = (text: string): string => {
	const line = text.replace(/\s+/g, ' ').trim();
	return [...line].length > 24 ? `${[...line].slice(0, 23).join('')}…` : line;
};

/**
 * What waits for the supervising office, longest waiting first; one more than `MOST_REVIEWS` says that there are more. The
 * chair settles none of it but changes, which wait for whoever records decisions. Of a replaced project there are the
 * messages, and the notices to be closed. A 约谈 or 专题询问 that asks for no reply by a day waits to be closed from its
 * first day on. A message that is shown and not passed on is the office's own to answer, and no unit is reminded of it:
 * it is here whatever became of its project, with the day that its writer was promised.
 */
export const reviewsFor = (desk: Desk, actor: StaffActor): Promise<ReviewItem[]> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const office = has(actor.role, 'review') ? sql`true` : sql`false`;
		const changes = has(actor.role, 'decide') ? sql`true` : sql`false`;
		const rows = await tx.execute<{
			kind: ReviewItem['kind'];
			id: string;
			name: string;
			unit: string;
			about: string;
			act: ReviewItem['act'];
			since: string;
		}>(sql`
			select w.kind, p.id, p.name, p.unit, w.about, w.act, w.since from (
				select 'plan' as kind, project_id, '' as about, null as act, saved_at as since
					from tracker.plan where state = 'submitted'
				union all select 'assignment', n.id, '', null, coalesce(c.decided_at, r.announced_at)
					from tracker.project n join desk.round r on r.id = n.round_id
					left join tracker.project b on b.id = n.predecessor_id left join tracker.change_request c on c.id = b.change_id
					where not exists (select from tracker.assignment a where a.project_id = n.id)
				union all select 'report', project_id, month, null, submitted_at from tracker.report where state = 'submitted'
				union all select 'change', project_id, id::text, null, asked_at from tracker.change_request
					where state = 'asked' and ${changes}
				union all select 'acceptance', project_id, '', null, submitted_at
					from tracker.acceptance where state = 'submitted'
				union all select 'reply', n.project_id, n.reference, n.kind, r.at from tracker.supervision_act n
					join lateral (select max(at) as at from tracker.supervision_reply where act_id = n.id) r on true
					where n.state = 'replied'
				union all select 'act-open', project_id, reference, kind, at from tracker.supervision_act
					where state = 'open' and due_on is null
				union all select 'act-left', n.project_id, n.reference, n.kind, o.replaced_at from tracker.supervision_act n
					join tracker.project o on o.id = n.project_id and o.replaced_at is not null where n.state <> 'closed'
				union all (select 'feedback', project_id, count(*)::text, null, min(at) from tracker.feedback
					where state = 'waiting' group by project_id)
				union all (select 'feedback-draft', project_id, count(*)::text, null, min(draft_at) from tracker.feedback
					where draft_at is not null and replied_at is null and no_reply_at is null and state <> 'waiting' group by project_id)
				union all (select 'feedback-open', project_id, concat(count(*), ' ', min(reply_due_on)), null, min(at)
					from tracker.feedback where state = 'shown' and forwarded_at is null and replied_at is null
					and no_reply_at is null group by project_id)
			) w join tracker.project p on p.id = w.project_id
			where (${office} or w.kind = 'change')
				and (p.replaced_at is null or w.kind in ('feedback', 'feedback-draft', 'feedback-open', 'act-left'))
			order by w.since, p.number limit ${MOST_REVIEWS + 1}`);
		const path = {
			assignment: '/assignment',
			plan: '/plan',
			change: '/changes',
			acceptance: '/acceptance',
			reply: '/acts',
			'act-open': '/acts',
			'act-left': '/acts'
		} as const;
		// It waits for the unit, which alone can take it back: no decision can approve it.
		const outdated = rows.some(({ kind }) => kind === 'change') ? await outdatedRequests(tx) : [];
		return rows.map(({ kind, id, name, unit, about, act, since }) => ({
			projectId: id,
			projectName: name,
			unit,
			kind,
			about: kind === 'change' ? (outdated.includes(about) ? 'outdated' : '') : about,
			act,
			since: new Date(since).toISOString(),
			href:
				kind === 'feedback' || kind === 'feedback-draft' || kind === 'feedback-open'
					? `/tracker/feedback?list=${kind === 'feedback' ? 'waiting' : 'open'}&project=${id}`
					: `/tracker/${id}${kind === 'report' ? `/reports/${about}` : path[kind]}`
		}));
	});
