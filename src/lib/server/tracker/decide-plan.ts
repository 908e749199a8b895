import { and, eq } from 'drizzle-orm';
import { writeWan } from '../../domain/tracker/funds.ts';
import { planFaults } from '../../domain/tracker/plan.ts';
import { fundSum } from '../../domain/tracker/plan-changes.ts';
import { moveReport } from '../../domain/tracker/report.ts';
import { addDays } from '../../domain/tracker/workdays.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { formatDate, isoDate } from '../../i18n/format.ts';
import { faultText } from '../../i18n/zh-CN/follow.ts';
import { toldTexts } from '../../i18n/zh-CN/reminders.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { milestone, plan, planVersion } from '../db/tracker-schema.ts';
import { frameOf } from '../queries/plan-frame.ts';
import { trackerSettings } from '../queries/tracker-settings.ts';
import { projectUnder } from './own-project.ts';
import { recordAct } from './record-act.ts';
import { tellUnit } from './tell-unit.ts';

/**
 * Approves a plan, whose milestones then are the project's, or returns it with a reason and a new term: the old one is
 * over, and its reminders have been sent. `version` is the one that was read: a plan handed in again meanwhile is not
 * approved unseen.
 */
export function decidePlan(
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; version: number; verdict: 'approve' | 'return'; reason: string },
	now = new Date()
): Promise<
	Result<
		{ dueOn: string },
		| 'not-found'
		| 'forbidden'
		| 'project-replaced'
		| 'report-locked'
		| 'other-version'
		| 'reason-needed'
		| 'plan-over-budget'
		| 'plan-outgrown'
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		const found = await projectUnder(tx, actor, 'review', input.projectId);
		if (!found.ok) return found;
		const [paper] = await tx.select().from(plan).where(eq(plan.projectId, input.projectId));
		if (!paper) return refuse('not-found');
		const moved = moveReport(paper.state, input.verdict);
		if (!moved.ok) return moved;
		if (paper.version !== input.version) return refuse('other-version');
		const reason = input.reason.trim();
		if (input.verdict === 'return' && !reason) return refuse('reason-needed');
		const [kept] = await tx
			.select({ body: planVersion.body })
			.from(planVersion)
			.where(and(eq(planVersion.projectId, input.projectId), eq(planVersion.version, input.version)));
		// The total may have been cut after the plan was handed in.
		const { totalFen } = found.value;
		const sumFen = fundSum(kept!.body.funds);
		if (input.verdict === 'approve' && sumFen > totalFen)
			return refuse('plan-over-budget', { sum: writeWan(sumFen), total: writeWan(totalFen) });
		// So may the project's days have been moved, by another 交办单 or by a decision.
		const frame = await frameOf(tx, found.value);
		const faults = input.verdict === 'approve' ? planFaults(kept!.body, frame) : [];
		if (faults.length)
			return refuse('plan-outgrown', {
				...{ startsOn: formatDate(frame.startsOn), endsOn: formatDate(frame.endsOn) },
				faults: faults.map(faultText).join('；')
			});
		const again = input.verdict === 'return';
		const anew = addDays(isoDate(now), (await trackerSettings(tx)).values.planDays);
		const dueOn = again && anew > paper.dueOn ? anew : paper.dueOn;
		await tx
			.update(plan)
			.set({ state: moved.value, reason: again ? reason : '', dueOn })
			.where(eq(plan.projectId, input.projectId));
		if (input.verdict === 'approve') {
			await tx.insert(milestone).values(
				kept!.body.milestones.map((entry) => ({
					...entry,
					congressId: actor.congressId,
					projectId: input.projectId
				}))
			);
			const { projectId: subjectId, version } = input;
			const text = toldTexts.planApproved(version);
			await tellUnit(tx, found.value, { told: 'plan-approved', subjectId, which: version, text }, now);
		}
		await recordAct(
			tx,
			actor,
			found.value,
			{
				act: input.verdict === 'approve' ? 'plan-approved' : 'plan-returned',
				reason,
				changes: again ? [{ field: 'planDueOn', before: paper.dueOn, after: dueOn }] : [],
				detail: { version: input.version }
			},
			now
		);
		return ok({ dueOn });
	});
}
