import { desc, eq } from 'drizzle-orm';
import { differences } from '../../domain/tracker/differences.ts';
import { leftOutside } from '../../domain/tracker/left-outside.ts';
import { earliestDay } from '../../domain/tracker/plan.ts';
import { addDays } from '../../domain/tracker/workdays.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isoDate } from '../../i18n/format.ts';
import { milestonesText } from '../../i18n/zh-CN/follow.ts';
import { toldTexts } from '../../i18n/zh-CN/reminders.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { assignment, plan, project } from '../db/tracker-schema.ts';
import { hasOutdatedRequest } from '../queries/outdated-request.ts';
import { frameOf } from '../queries/plan-frame.ts';
import { standingNodes } from '../queries/standing-nodes.ts';
import { trackerSettings } from '../queries/tracker-settings.ts';
import { dueSinceStart } from './due-anew.ts';
import { projectUnder } from './own-project.ts';
import { recordAct } from './record-act.ts';
import { tellUnit } from './tell-unit.ts';

export type AssignmentInput = {
	projectId: string;
	reference: string;
	unit: string;
	leader: string;
	contact: string;
	cooperating: string[];
	target: string;
	startsOn: string;
	endsOn: string;
	requirement: string;
};

/**
 * 交办: names leader, unit, helpers and dates, and starts the term for the unit's plan (窑口镇: one month). Issued
 * again it is the next version, and another unit gets a term of its own unless the plan is approved; dates outside of
 * those that were voted on take an approved change, none lies before `earliestDay`, and days that leave open milestones of
 * the approved plan outside are refused.
 *
 * @param input.over the version that the form was filled in on, 0 for none; another one by now is refused. Left out
 *   where nobody has read one
 */
export function issueAssignment(
	desk: Desk,
	actor: StaffActor,
	{ projectId, over, ...input }: AssignmentInput & { over?: number },
	now = new Date()
): Promise<
	Result<
		{
			version: number;
			/** A request for other dates, which waits, can be approved no more. */
			outdates: boolean;
		},
		| 'not-found'
		| 'forbidden'
		| 'project-replaced'
		| 'assignment-dates'
		| 'before-voted-start'
		| 'before-project-year'
		| 'beyond-voted-dates'
		| 'milestones-outside'
		| 'assignment-moved'
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		const found = await projectUnder(tx, actor, 'review', projectId);
		if (!found.ok) return found;
		const row = found.value;
		if (input.endsOn < input.startsOn) return refuse('assignment-dates');
		// A sheet of an older build may begin earlier; sent again for another reason it keeps its day.
		const before = await frameOf(tx, row);
		if (row.startsOn && input.startsOn < row.startsOn && input.startsOn < before.startsOn)
			return refuse('before-voted-start', { startsOn: row.startsOn });
		const earliest = earliestDay(row.year);
		if (!row.startsOn && input.startsOn < earliest && input.startsOn !== before.startsOn)
			return refuse('before-project-year', { earliest });
		if (row.endsOn && input.endsOn > row.endsOn) return refuse('beyond-voted-dates', { endsOn: row.endsOn });
		const left = leftOutside(await standingNodes(tx, projectId), [], {
			before,
			after: input
		});
		if (left.length) return refuse('milestones-outside', { milestones: milestonesText(left) });
		const { values: settings } = await trackerSettings(tx);
		const [last] = await tx
			.select()
			.from(assignment)
			.where(eq(assignment.projectId, projectId))
			.orderBy(desc(assignment.version))
			.limit(1);
		const standing = last?.version ?? 0;
		if (over !== undefined && over !== standing) return refuse('assignment-moved');
		const version = standing + 1;
		const [paper] = await tx
			.select({ dueOn: plan.dueOn, state: plan.state })
			.from(plan)
			.where(eq(plan.projectId, projectId));
		// An approved plan is owed no more, whoever takes it over.
		const keeps = last?.unit === input.unit || paper?.state === 'approved';
		const running = keeps ? paper?.dueOn : undefined;
		const planDueOn = running ?? addDays(isoDate(now), settings.planDays);
		// Of two at the same instant the key lets one in.
		const written = await tx
			.insert(assignment)
			.values({
				...input,
				congressId: row.congressId,
				projectId,
				version,
				planDueOn,
				issuedAt: now,
				issuedBy: actor.id
			})
			.onConflictDoNothing()
			.returning({ version: assignment.version });
		if (!written.length) return refuse('assignment-moved');
		await tx.update(project).set({ unit: input.unit, leader: input.leader }).where(eq(project.id, projectId));
		await tx
			.insert(plan)
			.values({
				congressId: row.congressId,
				projectId,
				draft: {},
				dueOn: planDueOn,
				savedAt: now,
				savedBy: actor.name
			})
			.onConflictDoUpdate({ target: plan.projectId, set: { dueOn: planDueOn } });
		const reports = await dueSinceStart(tx, projectId, before.startsOn, now);
		const { reference, cooperating, ...rest } = input;
		const old = last && {
			...{ ...plainOf(last), planDueOn: paper?.dueOn },
			cooperating: last.cooperating.join('、')
		};
		const outdates = await hasOutdatedRequest(tx, projectId);
		// The first one starts a plan, which is on 我的待办; what it outdates is there too, but reads as if it could be decided.
		if (last || outdates) {
			const same = !last || last.unit === input.unit;
			const told = same ? 'assignment-revised' : 'project-handed-over';
			const own = last ? toldTexts.assignmentRevised(version) : toldTexts.assignmentIssued;
			const head = same ? own : toldTexts.handedOver(input.reference);
			const text = outdates ? `${head}${toldTexts.requestOutdated}` : head;
			const { unit } = input;
			await tellUnit(tx, row, { told, subjectId: row.id, which: version, text, unit }, now);
		}
		if (row.unit !== input.unit) {
			const text = toldTexts.givenAway(input.unit, input.reference);
			await tellUnit(tx, row, { told: 'project-given-away', subjectId: row.id, which: version, text }, now);
		}
		await recordAct(
			tx,
			actor,
			row,
			{
				act: last ? 'assignment-revised' : 'assignment-issued',
				changes: [
					...differences(old ?? {}, {
						reference,
						...rest,
						...(last && { planDueOn }),
						cooperating: cooperating.join('、')
					}),
					...reports
				],
				detail: { version, reference }
			},
			now
		);
		return ok({ version, outdates });
	});
}

const plainOf = (row: typeof assignment.$inferSelect) => ({
	reference: row.reference,
	unit: row.unit,
	leader: row.leader,
	contact: row.contact,
	target: row.target,
	startsOn: row.startsOn,
	endsOn: row.endsOn,
	requirement: row.requirement
});
