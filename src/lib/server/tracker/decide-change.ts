import { and, eq } from 'drizzle-orm';
import {
	checkDecision,
	impossibleDay,
	withoutRepeated,
	type Authority,
	type ChangeKind,
	type ChangeValues,
	type StandingNode
} from '../../domain/tracker/change.ts';
import { leftOutside } from '../../domain/tracker/left-outside.ts';
import { movedDays } from '../../domain/tracker/moved-days.ts';
import { earliestDay, type PlannedMonth } from '../../domain/tracker/plan.ts';
import type { Substitute } from '../../domain/tracker/substitute.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isoDate } from '../../i18n/format.ts';
import { changeKindNames, milestonesText, termMovedText } from '../../i18n/zh-CN/follow.ts';
import { toldTexts } from '../../i18n/zh-CN/reminders.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { ownUntilCommit } from '../db/round-lock.ts';
import { changeRequest } from '../db/tracker-schema.ts';
import { frameOf } from '../queries/plan-frame.ts';
import { termOf } from '../queries/project-term.ts';
import { standingNodes } from '../queries/standing-nodes.ts';
import { surveysHolding } from '../queries/survey-list.ts';
import type { HoldingSurvey } from '../../wire/survey-list.ts';
import { applyChange, moneyByMonth, type MoneyByMonth, type MoneyRefusal } from './apply-change.ts';
import { nameSubstitute, substituteSheet, type SubstituteRefusal } from './name-substitute.ts';
import { projectUnder, type ProjectRow } from './own-project.ts';
import { recordAct } from './record-act.ts';
import { tellUnit } from './tell-unit.ts';

/**
 * Records the decision over a change by its number and day. Approved it is written into the project in the same
 * transaction; refused it stays visible too. A replaced project is followed up no more: the substitute that the congress
 * has decided on is named with the decision and takes its place.
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
		/** What takes the place of a project that is replaced. */
		substitute?: Substitute;
	},
	now = new Date()
): Promise<
	Result<
		{
			substitute: { id: string; name: string } | null;
			/** Those without a result that have the replaced project on their list. */
			surveys: HoldingSurvey[];
		},
		| 'not-found'
		| 'forbidden'
		| 'project-replaced'
		| 'change-decided'
		| 'wrong-authority'
		| 'decision-missing'
		| 'decision-date'
		| 'change-day'
		| 'change-outgrown'
		| 'change-term-moved'
		| MoneyRefusal
		| SubstituteRefusal
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		// Before the project, in the order of every act that takes both.
		if (input.substitute) await ownUntilCommit(tx, 'roll', actor.congressId);
		const found = await projectUnder(tx, actor, 'decide', input.projectId);
		if (!found.ok) return found;
		const row = found.value;
		const [change] = await tx
			.select()
			.from(changeRequest)
			.where(and(eq(changeRequest.id, input.id), eq(changeRequest.projectId, row.id)));
		if (!change) return refuse('not-found');
		const { kind, authority, state, askedAt } = change;
		// A request of an older build repeats what its form was filled with: no decision over that.
		const after = withoutRepeated(change.before, change.after);
		const checked = checkDecision(
			{ kind, authority, state, askedOn: isoDate(askedAt) },
			{ by: input.by, reference: input.reference, decidedOn: input.decidedOn },
			isoDate(now)
		);
		if (!checked.ok) return checked;
		const approved = input.verdict === 'approved';
		if (approved && kind === 'date') {
			const { startsOn } = after;
			const isSlip = startsOn && startsOn < earliestDay(row.year, row.startsOn);
			const day = impossibleDay(after) ?? (isSlip ? startsOn : null);
			if (day) return refuse('change-day', { day });
			const moved = termMovedText(movedDays(change, await termOf(tx, row.id)));
			if (moved) return refuse('change-term-moved', { moved });
			const left = await outsideAfter(tx, row, after);
			if (left.length) return refuse('change-outgrown', { milestones: milestonesText(left) });
		}
		const money =
			approved && kind === 'budget'
				? await moneyByMonth(tx, row, after, input)
				: ok<MoneyByMonth | null>(null);
		if (!money.ok) return money;
		const decision = input.reference.trim();
		const sheet =
			approved && kind === 'replace' ? await substituteSheet(tx, row, input.substitute, decision) : ok(null);
		if (!sheet.ok) return sheet;
		const term = await frameOf(tx, row);
		await tx
			.update(changeRequest)
			.set({
				state: input.verdict,
				decision,
				decidedOn: input.decidedOn,
				decidedAt: now,
				decidedBy: actor.name,
				note: input.note
			})
			.where(eq(changeRequest.id, change.id));
		const text = toldOf(kind, approved, decision);
		await tellUnit(tx, row, { told: `change-${input.verdict}`, subjectId: change.id, text }, now);
		const written = approved ? await applyChange(tx, row, { ...change, after }, term, money.value, now) : [];
		const made =
			sheet.value && (await nameSubstitute(tx, actor, row, { id: change.id, decision }, sheet.value, now));
		await recordAct(
			tx,
			actor,
			row,
			{
				act: `change-${input.verdict}`,
				subjectId: change.id,
				changes: made ? [{ field: 'replacement', before: row.name, after: made.name }] : written,
				reason: input.note,
				detail: { kind, decision }
			},
			now
		);
		return ok({
			substitute: made && { id: made.id, name: made.name },
			surveys: made ? await surveysHolding(tx, row.id) : []
		});
	});
}

/** What the unit reads of it: a project that is replaced ends, and no content of it is brought up to date. */
function toldOf(kind: ChangeKind, approved: boolean, decision: string): string {
	if (!approved) return toldTexts.changeRefused(changeKindNames[kind], decision);
	return kind === 'replace'
		? toldTexts.projectReplaced(decision)
		: toldTexts.changeApproved(changeKindNames[kind], decision);
}

/** Open milestones that the days asked for leave outside: there may have been no plan yet, or they have moved since. */
async function outsideAfter(tx: Tx, row: ProjectRow, after: ChangeValues): Promise<StandingNode[]> {
	const before = await frameOf(tx, row);
	const { startsOn, endsOn, milestones = [] } = after;
	return leftOutside(await standingNodes(tx, row.id), milestones, {
		before,
		after: { startsOn: startsOn ?? before.startsOn, endsOn: endsOn ?? before.endsOn }
	});
}
