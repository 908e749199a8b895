import type { SatisfactionBase, SatisfactionRule } from '../../domain/tracker/satisfaction.ts';
import { has } from '../../domain/tracker/powers.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { trackerSetting } from '../db/tracker-schema.ts';
import { appendCongressAudit } from '../desk/congress-audit.ts';
import { trackerSettings } from '../queries/tracker-settings.ts';

/**
 * Whose half it is and how grades come about, as the next version of the settings, for surveys made from now on: one
 * that is drafted keeps what it was made with.
 */
export const setSatisfaction = (
	desk: Desk,
	actor: StaffActor,
	input: { base: SatisfactionBase; rule: SatisfactionRule; reason: string },
	now = new Date()
): Promise<Result<{ version: number }, 'forbidden' | 'reason-needed'>> =>
	act(desk, actor.congressId, async (tx) => {
		if (!has(actor.role, 'review')) return refuse('forbidden');
		const reason = input.reason.trim();
		if (!reason) return refuse('reason-needed');
		const { base, rule } = input;
		const inForce = await trackerSettings(tx);
		const version = inForce.version + 1;
		await tx.insert(trackerSetting).values({
			congressId: actor.congressId,
			version,
			values: { ...inForce.values, satisfaction: { base, rule } },
			reason,
			at: now,
			by: actor.name
		});
		await appendCongressAudit(tx, {
			congressId: actor.congressId,
			actor: actor.username,
			act: 'satisfaction-set',
			detail: { version, base, rule },
			at: now
		});
		return ok({ version });
	});
