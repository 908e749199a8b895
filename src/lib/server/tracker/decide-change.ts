import { and, eq } from 'drizzle-orm';
import { checkDecision, type Authority } from '../../domain/tracker/change.ts';
import type { FundPlanFault } from '../../domain/tracker/fund-plan.ts';
import type { PlannedMonth } from '../../domain/tracker/plan.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isoDate } from '../../i18n/format.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { changeRequest } from '../db/tracker-schema.ts';
import { applyChange, moneyByMonth, type MoneyByMonth } from './apply-change.ts';
import { projectUnder } from './own-project.ts';
import { recordAct } from './record-act.ts';

/**
 * Records the decision over a change by its number and day. Approved it is written into the project in the same
 * transaction; refused it stays visible too. A replaced project is followed up no more.
 */
export function decideChange(
	desk: Desk,
	actor: StaffActor,
	input: {
		projectId: string;
		id: string;
		verdict: 'approved' | 'refused';
		by: Authority;
		reference: string;
		decidedOn: string;
		note: string;
		/** Money by month with a budget whose request says nothing of it. */
		funds?: readonly PlannedMonth[];
	},
	now = new Date()
): Promise<
	Result<
		object,
		| 'not-found'
		| 'forbidden'
		| 'project-replaced'
		| 'change-decided'
		| 'wrong-authority'
		| 'decision-missing'
		| 'decision-date'
		| FundPlanFault
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		const found = await projectUnder(tx, actor, 'decide', input.projectId);
		if (!found.ok) return found;
		const row = found.value;
		const [change] = await tx
			.select()
			.from(changeRequest)
			.where(and(eq(changeRequest.id, input.id), eq(changeRequest.projectId, row.id)));
		if (!change) return refuse('not-found');
		const { kind, authority, state, askedAt } = change;
		const checked = checkDecision(
			{ kind, authority, state, askedOn: isoDate(askedAt) },
			{ by: input.by, reference: input.reference, decidedOn: input.decidedOn },
			isoDate(now)
		);
		if (!checked.ok) return checked;
		const approved = input.verdict === 'approved';
		const money =
			approved && kind === 'budget'
				? await moneyByMonth(tx, row, change.after, input.funds)
				: ok<MoneyByMonth | null>(null);
		if (!money.ok) return money;
		await tx
			.update(changeRequest)
			.set({
				state: input.verdict,
				decision: input.reference.trim(),
				decidedOn: input.decidedOn,
				decidedAt: now,
				decidedBy: actor.name,
				note: input.note
			})
			.where(eq(changeRequest.id, change.id));
		await recordAct(
			tx,
			actor,
			row,
			{
				act: `change-${input.verdict}`,
				subjectId: change.id,
				changes: approved ? await applyChange(tx, row, change, money.value, now) : [],
				reason: input.note,
				detail: { kind, decision: input.reference.trim() }
			},
			now
		);
		return ok({});
	});
}
