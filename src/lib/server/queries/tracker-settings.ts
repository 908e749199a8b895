import { desc } from 'drizzle-orm';
import { deviationRules, type LightRules } from '../../domain/tracker/lights.ts';
import { defaultSettings, type TrackerSettings } from '../../domain/tracker/settings.ts';
import type { Tx } from '../db/client.ts';
import { lightRuleSet, trackerSetting } from '../db/tracker-schema.ts';

/** The settings in force for the congress of this transaction; version 0 is the default of the house. */
export async function trackerSettings(tx: Tx): Promise<{ version: number; values: TrackerSettings }> {
	const [row] = await tx.select().from(trackerSetting).orderBy(desc(trackerSetting.version)).limit(1);
	return row
		? { version: row.version, values: { ...defaultSettings, ...row.values } }
		: { version: 0, values: defaultSettings };
}

/** The rules of the lights in force; version 0 is the default of the house. */
export async function lightRulesInForce(tx: Tx): Promise<{ version: number; rules: LightRules }> {
	const [row] = await tx.select().from(lightRuleSet).orderBy(desc(lightRuleSet.version)).limit(1);
	return row ? { version: row.version, rules: row.rules } : { version: 0, rules: deviationRules };
}
