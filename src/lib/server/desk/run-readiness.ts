import type { Measure } from '../../domain/readiness-line.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { readinessCheck } from '../db/setup-schema.ts';
import { measureMeeting } from '../queries/readiness-measures.ts';
import { rehearsing } from '../queries/rehearsing.ts';
import { appendAudit } from './audit.ts';

/**
 * 全部检查: measures everything on the checklist and writes down what was found. Nothing is forbidden or allowed by it:
 * what an opening needs, the opening tests itself. It is the formal meeting that is to be ready, so none in a rehearsal.
 *
 * @param installation what was measured of clocks, disk and database settings, outside of any congress
 */
export function runReadiness(
	desk: Desk,
	actor: StaffActor,
	input: { meetingId: string; installation: Measure[] },
	now = new Date()
): Promise<Result<{ passed: number; all: number }, 'forbidden' | 'checked-in-rehearsal'>> {
	return act(desk, actor.congressId, async (tx) => {
		if (actor.role !== 'office') return refuse('forbidden');
		if (await rehearsing(tx)) return refuse('checked-in-rehearsal');
		const { meetingId, installation } = input;
		const measures = [...(await measureMeeting(tx, meetingId, now)), ...installation];
		for (const { check, passed, measured } of measures) {
			const run = { passed, measured, at: now, by: actor.id };
			await tx
				.insert(readinessCheck)
				.values({ congressId: actor.congressId, meetingId, check, ...run })
				.onConflictDoUpdate({ target: [readinessCheck.meetingId, readinessCheck.check], set: run });
		}
		const passed = measures.filter((measure) => measure.passed).length;
		await appendAudit(tx, {
			congressId: actor.congressId,
			meetingId,
			actor: actor.username,
			act: 'readiness-checked',
			detail: { passed, all: measures.length },
			at: now
		});
		return ok({ passed, all: measures.length });
	});
}
