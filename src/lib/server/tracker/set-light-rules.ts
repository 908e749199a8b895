import { lightRuleFaults, type LightRules } from '../../domain/tracker/lights.ts';
import { has } from '../../domain/tracker/powers.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { lightRuleSet } from '../db/tracker-schema.ts';
import { appendCongressAudit } from '../desk/congress-audit.ts';
import { lightRulesInForce } from '../queries/tracker-settings.ts';
import { refreshStanding } from './refresh-standing.ts';

/** Puts other rules of the lights into force, as the next version; every light is worked out anew at once. */
export const setLightRules = (
	desk: Desk,
	actor: StaffActor,
	input: { rules: LightRules; reason: string },
	now = new Date()
): Promise<Result<{ version: number; changed: number }, 'forbidden' | 'rules-invalid' | 'reason-needed'>> =>
	act(desk, actor.congressId, async (tx) => {
		if (!has(actor.role, 'review')) return refuse('forbidden');
		if (lightRuleFaults(input.rules).length) return refuse('rules-invalid');
		if (!input.reason.trim()) return refuse('reason-needed');
		const version = (await lightRulesInForce(tx)).version + 1;
		await tx.insert(lightRuleSet).values({
			congressId: actor.congressId,
			version,
			rules: input.rules,
			reason: input.reason.trim(),
			at: now,
			by: actor.name
		});
		const changed = await refreshStanding(tx, null, now);
		await appendCongressAudit(tx, {
			congressId: actor.congressId,
			actor: actor.username,
			act: 'light-rules-set',
			detail: { version, changed },
			at: now
		});
		return ok({ version, changed });
	});
