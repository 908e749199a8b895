import { ok, refuse, type Result } from '../../domain/result.ts';
import { canAct, type RoundAct, type TwoPersonAct } from '../../domain/round-state.ts';
import type { AuditAct } from '../../i18n/zh-CN/audit.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { ownRound } from '../db/round-lock.ts';
import { appendAudit } from './audit.ts';
import { inControl } from './console-control.ts';
import { findRound, type RoundRow } from './round-access.ts';
import { confirmByTwo, type TwoPersonRefusal } from './two-persons.ts';

/** The frame of every act of a person on a round: one transaction that owns the round and finds it. */
export const onRound = <Outcome extends Result<unknown, string>>(
	desk: Desk,
	actor: StaffActor,
	roundId: string,
	step: (tx: Tx, row: RoundRow) => Promise<Outcome>
) =>
	act(desk, actor.congressId, async (tx): Promise<Outcome | ReturnType<typeof refuse<'not-found'>>> => {
		await ownRound(tx, roundId);
		const row = await findRound(tx, roundId);
		return row ? step(tx, row) : refuse('not-found');
	});

/**
 * An act that the chair does alone on a round: look at its state, do it, write it down.
 *
 * @param step does the act inside the transaction; its detail goes into the audit line
 */
export const actAlone = <Code extends string>(
	desk: Desk,
	actor: StaffActor,
	roundId: string,
	name: RoundAct,
	auditAct: AuditAct,
	step: (tx: Tx, row: RoundRow) => Promise<Result<Record<string, string | number>, Code>>,
	now: Date
) =>
	onRound(
		desk,
		actor,
		roundId,
		async (tx, row): Promise<Result<object, Code | 'wrong-state' | 'console-not-in-control'>> => {
			const control = await inControl(tx, actor, row.meetingId);
			if (!control.ok) return control;
			if (!canAct(row.state, name) || row.closingAt) return refuse('wrong-state');
			const done = await step(tx, row);
			if (!done.ok) return done;
			await appendAudit(tx, {
				congressId: row.congressId,
				meetingId: row.meetingId,
				actor: actor.username,
				act: auditAct,
				detail: { round: row.sequence, ...done.value },
				at: now
			});
			return ok({});
		}
	);

/** What makes an act of two persons its own. */
type ActOfTwo<Code extends string> = {
	act: TwoPersonAct;
	/** What stands against it, beyond the state; tested for the first person and again for the second. */
	against?: (tx: Tx, row: RoundRow) => Promise<Result<unknown, Code>>;
	/** Does it, once both have said so, and writes it down. @param by both names, as the audit chain has them */
	step: (tx: Tx, row: RoundRow, by: string, reason: string) => Promise<unknown>;
};

/**
 * An act of two persons on a round that the first gives a reason for; the second, who gives none, confirms that
 * very reason.
 */
export const actByTwo = <Code extends string>(
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; reason: string },
	wanted: ActOfTwo<Code>,
	now: Date
) =>
	onRound(
		desk,
		actor,
		input.roundId,
		async (
			tx,
			row
		): Promise<Result<{ pending: boolean }, Code | 'wrong-state' | 'nothing-pending' | TwoPersonRefusal>> => {
			if (!canAct(row.state, wanted.act) || row.closingAt) return refuse('wrong-state');
			const against = await wanted.against?.(tx, row);
			if (against && !against.ok) return against;
			const given = input.reason.trim() || null;
			const two = await confirmByTwo(tx, row, actor, wanted.act, now, given);
			if (!two.ok) return two;
			if (two.value.pending) return given ? ok({ pending: true }) : refuse('nothing-pending');
			await wanted.step(tx, row, `${two.value.first}, ${actor.username}`, two.value.reason!);
			return ok({ pending: false });
		}
	);
