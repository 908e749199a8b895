import { desc } from 'drizzle-orm';
import type { LightSettingsView } from '../../wire/tracker-views.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { lightRuleSet } from '../db/tracker-schema.ts';
import { lightRulesInForce } from './tracker-settings.ts';

/** The rules in force and those before them. */
export const lightRulesView = (desk: Desk, congressId: string): Promise<LightSettingsView> =>
	inCongress(desk, congressId, async (tx) => {
		const { version, rules } = await lightRulesInForce(tx);
		const versions = await tx.select().from(lightRuleSet).orderBy(desc(lightRuleSet.version)).limit(50);
		const newest = versions[0];
		return {
			version,
			rules,
			reason: newest?.reason ?? '',
			at: newest?.at.toISOString() ?? null,
			by: newest?.by ?? null,
			before: versions.slice(1).map((one) => ({
				version: one.version,
				rules: one.rules,
				reason: one.reason,
				at: one.at.toISOString(),
				by: one.by
			}))
		};
	});
