import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeviceKind, DeviceMeasures } from '#lib/domain/device-check.ts';
import { congressOfDeviceCode, deviceCode } from '#lib/server/auth/device-code.ts';
import { expectDevices, recordDevice, removeDevice } from '#lib/server/desk/record-device.ts';
import { devicesView } from '#lib/server/queries/devices-view.ts';
import { openHall, type Hall } from '../support/hall.ts';

let hall: Hall;

beforeAll(async () => {
	hall = await openHall();
});
afterAll(() => hall.leave());

const browser = 'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36';
const measures: DeviceMeasures = {
	secure: true,
	cryptoMs: 40,
	storage: true,
	live: true,
	box: true,
	skewMs: 100,
	network: { medianMs: 10, p95Ms: 20, lost: 0 },
	screen: { width: 800, height: 1280, ratio: 1 },
	awake: 'lock',
	touch: { hits: 9, misses: 0 }
};
const check = (number: number, change: Partial<DeviceMeasures> = {}, congressId = hall.congressId) =>
	recordDevice(hall.desk, congressId, {
		kind: 'tablet',
		number,
		measures: { ...measures, ...change },
		browser
	});
const view = () => devicesView(hall.desk, hall.congressId);

test('the last check of a label stands, and the server judges it', async () => {
	expect(await check(3, { skewMs: 5000 })).toMatchObject({ value: { passed: false } });
	expect(await check(1)).toMatchObject({ value: { passed: true } });
	expect((await view()).devices).toMatchObject([
		{ number: 1, passed: true },
		{ number: 3, passed: false }
	]);
	await check(3);
	expect(await view()).toMatchObject({ devices: [{ number: 1 }, { number: 3, passed: true }] });
});

test('a check saved by a code is of the congress that gave the code, and of no other', async () => {
	const code = deviceCode(hall.keys.secret, hall.congressId);
	const found = congressOfDeviceCode(hall.keys.secret, code)!;
	expect(found).toBe(hall.congressId);
	await check(8, {}, found);
	expect((await view()).devices.map(({ number }) => number)).toEqual([1, 3, 8]);
	const [other] = await hall.database.sql<{ id: string }[]>`
		insert into desk.congress (name, level) values ('另一镇', 'town') returning id`;
	await check(9, {}, other!.id);
	expect((await view()).devices.map(({ number }) => number)).toEqual([1, 3, 8]);
});

test('only the office takes a record away', async () => {
	const label = { kind: 'tablet', number: 8 } as const;
	expect(await removeDevice(hall.desk, hall.person('chair'), label)).toMatchObject({ code: 'forbidden' });
	expect(await removeDevice(hall.desk, hall.person('office-1'), label)).toMatchObject({ ok: true });
	expect(await removeDevice(hall.desk, hall.person('office-1'), label)).toMatchObject({ code: 'not-found' });
});

test('the office says how many there are; until then a tablet a deputy is counted on', async () => {
	expect((await view()).expected).toEqual({ tablet: 12, hall: 1, desk: 1 });
	const expected = (name: string, kind: DeviceKind, count: number) =>
		expectDevices(hall.desk, hall.person(name), { kind, count });
	expect(await expected('chair', 'tablet', 4)).toMatchObject({ code: 'forbidden' });
	expect(await expected('office-1', 'tablet', 14)).toMatchObject({ ok: true });
	expect(await expected('office-1', 'tablet', 15)).toMatchObject({ ok: true });
	expect(await expected('office-1', 'desk', 0)).toMatchObject({ ok: true });
	expect((await view()).expected).toEqual({ tablet: 15, hall: 1, desk: 0 });
});
