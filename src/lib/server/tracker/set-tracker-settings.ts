import { has } from '../../domain/tracker/powers.ts';
import { settingChanges, settingFaults, type TrackerSettings } from '../../domain/tracker/settings.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { trackerSetting } from '../db/tracker-schema.ts';
import { appendCongressAudit } from '../desk/congress-audit.ts';
import { trackerSettings } from '../queries/tracker-settings.ts';
import { refreshStanding } from './refresh-standing.ts';

/**
 * Puts other settings into force, as the next version; lights follow at once, because terms and working days count
 * in them. Terms that already run keep their day.
 *
 * @param input.version the one that the form was filled in on; another one by now is refused
 */
export const setTrackerSettings = (
	desk: Desk,
	actor: StaffActor,
	input: { version: number; values: TrackerSettings; reason: string },
	now = new Date()
): Promise<
	Result<
		{ version: number; changed: number },
		'forbidden' | 'settings-invalid' | 'settings-same' | 'settings-moved' | 'reason-needed'
	>
> =>
	act(desk, actor.congressId, async (tx) => {
		if (!has(actor.role, 'review')) return refuse('forbidden');
		if (settingFaults(input.values).length) return refuse('settings-invalid');
		const reason = input.reason.trim();
		if (!reason) return refuse('reason-needed');
		const current = await trackerSettings(tx);
		if (current.version !== input.version) return refuse('settings-moved', { by: current.by });
		const changes = settingChanges(current.values, input.values);
		if (!changes.length) return refuse('settings-same');
		const version = input.version + 1;
		// Of two at the same instant the key lets one in; the other one's form is as old as if it had come later.
		const written = await tx
			.insert(trackerSetting)
			.values({
				congressId: actor.congressId,
				version,
				values: input.values,
				reason,
				at: now,
				by: actor.name
			})
			.onConflictDoNothing()
			.returning({ version: trackerSetting.version });
		if (!written.length) return refuse('settings-moved', { by: (await trackerSettings(tx)).by });
		const changed = await refreshStanding(tx, null, now);
		await appendCongressAudit(tx, {
			congressId: actor.congressId,
			actor: actor.username,
			act: 'tracker-settings-set',
			detail: { version, changed },
			at: now
		});
		return ok({ version, changed });
	});
