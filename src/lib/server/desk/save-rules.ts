import { and, desc, eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isSurvey } from '../../domain/rule-set.ts';
import { rulesChanges } from '../../i18n/zh-CN/rules-form.ts';
import type { RulesDraft } from '../../wire/rules.ts';
import type { StaffActor } from '../auth/actor.ts';
import type { Desk, Tx } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { audit, round, staff } from '../db/schema.ts';
import { rehearsing } from '../queries/rehearsing.ts';
import { rulesOfRound } from '../queries/rules-view.ts';
import { appendAudit } from './audit.ts';
import { letReadyFall } from './let-ready-fall.ts';
import { onRound } from './on-round.ts';
import type { RoundRow } from './round-access.ts';

/** The audit line of a save; what a refused second person is told about is read from it. */
const ACT = 'rules-saved';

/**
 * Saves the rules of a draft first round. Whoever saves must have seen what is stored: where another person has
 * changed it meanwhile, nothing is saved, and the refusal says who changed what.
 *
 * A further round (再次票决, 另行票决) keeps the rules of the vote it belongs to: the congress adopted them once, and its
 * places are what the count left open.
 *
 * @param input.seen the rules that the page was showing before anything was chosen on it
 */
export const saveRules = (
	desk: Desk,
	actor: StaffActor,
	input: { roundId: string; rules: RulesDraft; seen: RulesDraft },
	now = new Date()
) =>
	onRound(
		desk,
		actor,
		input.roundId,
		async (
			tx,
			row
		): Promise<
			Result<
				object,
				| 'rehearsal-under-way'
				| 'rules-locked'
				| 'rules-of-further-round'
				| 'rules-of-survey'
				| 'rules-changed-meanwhile'
			>
		> => {
			if (await rehearsing(tx)) return refuse('rehearsal-under-way');
			if (row.state !== 'draft') return refuse('rules-locked');
			if (isSurvey(row.rules)) return refuse('rules-of-survey');
			if (row.kind !== 'first') return refuse('rules-of-further-round');
			const stored = rulesOfRound(row);
			const meanwhile = rulesChanges(input.seen, stored);
			const own = rulesChanges(stored, input.rules);
			// Two who chose the same have no quarrel.
			if (meanwhile.length && own.length) {
				const changes = meanwhile.map(({ sentence }) => sentence).join('；');
				return refuse('rules-changed-meanwhile', { by: await lastSaver(tx, row), changes });
			}
			if (!own.length) return ok({});
			const { title, receipt, ...rules } = input.rules;
			await tx.update(round).set({ title, receipt, rules }).where(eq(round.id, row.id));
			await letReadyFall(tx, { meetingId: row.meetingId, roundId: row.id });
			await notifyDesk(tx, row.congressId, row.meetingId);
			await appendAudit(tx, {
				congressId: row.congressId,
				meetingId: row.meetingId,
				actor: actor.username,
				act: ACT,
				detail: {
					round: row.sequence,
					...Object.fromEntries(own.map(({ field, from, to }) => [field, `${from} → ${to}`]))
				},
				at: now
			});
			return ok({});
		}
	);

/** Name of whoever saved last, for the person whose page was behind. */
async function lastSaver(tx: Tx, row: RoundRow): Promise<string> {
	const [last] = await tx
		.select({ actor: audit.actor, name: staff.name })
		.from(audit)
		.leftJoin(staff, eq(staff.username, audit.actor))
		.where(and(eq(audit.meetingId, row.meetingId), eq(audit.act, ACT)))
		.orderBy(desc(audit.seq))
		.limit(1);
	return last?.name ?? last?.actor ?? '';
}
