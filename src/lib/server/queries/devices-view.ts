import { asc, count, eq } from 'drizzle-orm';
import type { CheckResult, DeviceKind } from '../../domain/device-check.ts';
import type { DevicesView } from '../../wire/views-devices.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { delegate } from '../db/schema.ts';
import { device, deviceCount } from '../db/setup-schema.ts';

/** The office's list of checked devices, by kind and the number on the label. */
export const devicesView = (desk: Desk, congressId: string): Promise<DevicesView> =>
	inCongress(desk, congressId, async (tx) => {
		const rows = await tx.select().from(device).orderBy(asc(device.kind), asc(device.number));
		return {
			devices: rows.map(({ kind, number, passed, checks, browser, checkedAt }) => ({
				kind,
				number,
				passed,
				results: checks as CheckResult[],
				browser,
				checkedAt: checkedAt.toISOString()
			})),
			expected: await expectedDevices(tx)
		};
	});

/** 应有台数 as the office stored it; of a kind that it didn't count yet, a tablet a deputy, one screen, one computer. */
export async function expectedDevices(tx: Tx): Promise<Record<DeviceKind, number>> {
	const [roll] = await tx.select({ count: count() }).from(delegate).where(eq(delegate.active, true));
	const counts = await tx.select().from(deviceCount);
	return {
		...{ tablet: roll!.count, hall: 1, desk: 1 },
		...Object.fromEntries(counts.map((row) => [row.kind, row.count]))
	};
}
