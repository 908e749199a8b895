import { desc } from 'drizzle-orm';
import { deviationRules, type LightRules } from '../../domain/tracker/lights.ts';
import { defaultSettings, settingChanges, type TrackerSettings } from '../../domain/tracker/settings.ts';
import { addWorkingDays } from '../../domain/tracker/workdays.ts';
import type { TrackerSettingsView } from '../../wire/tracker-views.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { lightRuleSet, trackerSetting } from '../db/tracker-schema.ts';

/** The settings in force for the congress of this transaction; version 0 is the default of the house. */
export async function trackerSettings(
	tx: Tx
): Promise<{ version: number; values: TrackerSettings; by: string }> {
	const [row] = await tx.select().from(trackerSetting).orderBy(desc(trackerSetting.version)).limit(1);
	return row
		? { version: row.version, values: whole(row.values), by: row.by }
		: { version: 0, values: defaultSettings, by: '' };
}

/** The settings in force and every version, newest first, each with what it changed. */
export const trackerSettingsView = (desk: Desk, congressId: string): Promise<TrackerSettingsView> =>
	inCongress(desk, congressId, async (tx) => {
		const rows = await tx.select().from(trackerSetting).orderBy(desc(trackerSetting.version)).limit(101);
		const values = rows.map((row) => whole(row.values));
		return {
			version: rows[0]?.version ?? 0,
			values: values[0] ?? defaultSettings,
			versions: rows.slice(0, 100).map(({ version, reason, at, by }, i) => ({
				version,
				reason,
				at: at.toISOString(),
				by,
				changes: settingChanges(values[i + 1] ?? defaultSettings, values[i]!)
			}))
		};
	});

/** The day a 督办 notice of `today` is to be answered by, as its form proposes. */
export const noticeDueOn = (desk: Desk, congressId: string, today: string): Promise<string> =>
	inCongress(desk, congressId, async (tx) => {
		const { noticeDays, calendar } = (await trackerSettings(tx)).values;
		return addWorkingDays(today, noticeDays, calendar);
	});

/** A version of an older build lacks what came later. */
const whole = (values: TrackerSettings): TrackerSettings => ({ ...defaultSettings, ...values });

/** The rules of the lights in force; version 0 is the default of the house. */
export async function lightRulesInForce(tx: Tx): Promise<{ version: number; rules: LightRules }> {
	const [row] = await tx.select().from(lightRuleSet).orderBy(desc(lightRuleSet.version)).limit(1);
	return row ? { version: row.version, rules: row.rules } : { version: 0, rules: deviationRules };
}
