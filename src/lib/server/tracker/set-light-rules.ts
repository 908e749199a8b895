import { lightRuleFaults, type LightRules } from '../../domain/tracker/lights.ts';
import { has } from '../../domain/tracker/powers.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { lightRuleSet } from '../db/tracker-schema.ts';
import { appendCongressAudit } from '../desk/congress-audit.ts';
import { lightRulesInForce } from '../queries/tracker-settings.ts';
import { refreshStanding } from './refresh-standing.ts';

/**
 * Puts other rules of the lights into force, as the next version; every light is worked out anew at once.
 *
 * @param input.over the version that the form was filled in on, 0 for the built-in one; another by now is refused. Left
 *   out where nobody has read one
 */
export const setLightRules = (
	desk: Desk,
	actor: StaffActor,
	input: { rules: LightRules; reason: string; over?: number },
	now = new Date()
): Promise<
	Result<
		{ version: number; changed: number },
		'forbidden' | 'rules-invalid' | 'reason-needed' | 'light-rules-moved'
	>
> =>
	act(desk, actor.congressId, async (tx) => {
		if (!has(actor.role, 'review')) return refuse('forbidden');
		if (lightRuleFaults(input.rules).length) return refuse('rules-invalid');
		if (!input.reason.trim()) return refuse('reason-needed');
		const standing = (await lightRulesInForce(tx)).version;
		if (input.over !== undefined && input.over !== standing) return refuse('light-rules-moved');
		const version = standing + 1;
		// Of two at the same instant the key lets one in.
		const written = await tx
			.insert(lightRuleSet)
			.values({
				congressId: actor.congressId,
				version,
				rules: input.rules,
				reason: input.reason.trim(),
				at: now,
				by: actor.name
			})
			.onConflictDoNothing()
			.returning({ version: lightRuleSet.version });
		if (!written.length) return refuse('light-rules-moved');
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
