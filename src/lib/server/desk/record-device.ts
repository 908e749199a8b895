import { and, eq } from 'drizzle-orm';
import { judgeDevice, type DeviceKind, type DeviceMeasures } from '../../domain/device-check.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { device, deviceCount } from '../db/setup-schema.ts';

/**
 * 设备检查: the last check of the device with this label stands. What was measured comes from the device, whether
 * it passes is judged here. No line of the chain: a check changes nothing of a session.
 */
export function recordDevice(
	desk: Desk,
	congressId: string,
	input: { kind: DeviceKind; number: number; measures: DeviceMeasures; browser: string },
	now = new Date()
): Promise<Result<{ passed: boolean }, never>> {
	return act(desk, congressId, async (tx) => {
		const { kind, number, browser } = input;
		const { passed, results: checks } = judgeDevice(kind, input.measures, browser);
		const values = { checks, passed, browser: browser.slice(0, 300), checkedAt: now };
		await tx
			.insert(device)
			.values({ congressId, kind, number, ...values })
			.onConflictDoUpdate({ target: [device.congressId, device.kind, device.number], set: values });
		return ok({ passed });
	});
}

/** A device that is not used any more, or was checked under a wrong number. */
export function removeDevice(
	desk: Desk,
	actor: StaffActor,
	input: { kind: DeviceKind; number: number }
): Promise<Result<object, 'forbidden' | 'not-found'>> {
	return act(desk, actor.congressId, async (tx) => {
		if (actor.role !== 'office') return refuse('forbidden');
		const gone = await tx
			.delete(device)
			.where(and(eq(device.kind, input.kind), eq(device.number, input.number)))
			.returning({ id: device.id });
		return gone.length ? ok({}) : refuse('not-found');
	});
}

/** 应有台数 of one kind; 0 says that there is none of it. What is not checked of this many is missed by the readiness list. */
export function expectDevices(
	desk: Desk,
	actor: StaffActor,
	input: { kind: DeviceKind; count: number }
): Promise<Result<object, 'forbidden'>> {
	return act(desk, actor.congressId, async (tx) => {
		if (actor.role !== 'office') return refuse('forbidden');
		await tx
			.insert(deviceCount)
			.values({ congressId: actor.congressId, ...input })
			.onConflictDoUpdate({
				target: [deviceCount.congressId, deviceCount.kind],
				set: { count: input.count }
			});
		return ok({});
	});
}
