import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitingHall } from '#lib/server/desk/await-pairing.ts';
import { pairHall } from '#lib/server/desk/pair-hall.ts';
import { hallLeft, seeHalls } from '#lib/server/desk/see-halls.ts';
import { seeTablets } from '#lib/server/desk/see-tablets.ts';
import { setHall } from '#lib/server/desk/set-hall.ts';
import { unpairHall } from '#lib/server/desk/unpair-hall.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { hallsView } from '#lib/server/queries/halls-view.ts';
import { hallView } from '#lib/server/queries/hall-view.ts';
import { pairedHall } from '#lib/server/queries/paired-hall.ts';
import { openHall, type Hall } from '../support/hall.ts';

let hall: Hall;
let meetingId: string;
let token: string;
let id: string;
beforeAll(async () => {
	hall = await openHall();
	meetingId = (await currentMeetingId(hall.desk, hall.congressId))!;
	const waiting = await waitingHall(hall.desk, null);
	token = waiting.token;
	await pairHall(hall.desk, hall.person('office-1'), { code: waiting.code });
	id = (await pairedHall(hall.desk, token))!.screenId;
});
afterAll(() => hall.leave());

const screens = () => hallsView(hall.desk, hall.congressId, meetingId);
const themes = async () => (await hallView(hall.desk, hall.congressId, meetingId)).stage.themes;

test('a screen is connected from its first sight until it leaves', async () => {
	expect(await screens()).toMatchObject([{ id, connected: false, theme: 'led' }]);
	expect(await seeHalls(hall.desk, [id, 'unknown'])).toEqual(new Set([id]));
	expect(await screens()).toMatchObject([{ connected: true }]);
	await hallLeft(hall.desk, id);
	expect(await screens()).toMatchObject([{ connected: false }]);
});

test('a screen not seen for half a minute is not connected', async () => {
	const now = new Date();
	await seeHalls(hall.desk, [id], now);
	const later = await hallsView(hall.desk, hall.congressId, meetingId, new Date(now.getTime() + 30_001));
	expect(later).toMatchObject([{ connected: false }]);
});

test('its set-up reaches the screen with the next view', async () => {
	const set = { id, name: '主屏', theme: 'red' as const, pictureCm: 300, farthestCm: 2000 };
	expect(await setHall(hall.desk, hall.person('office-1'), set)).toMatchObject({ ok: true });
	expect(await screens()).toMatchObject([{ name: '主屏', pictureCm: 300, farthestCm: 2000 }]);
	expect(await themes()).toEqual({ [id]: 'red' });
});

test("another congress's office neither sets it up nor unpairs it", async () => {
	const stranger = { ...hall.person('office-1'), congressId: crypto.randomUUID() };
	const set = { id, name: '', theme: 'led' as const, pictureCm: null, farthestCm: null };
	expect(await setHall(hall.desk, stranger, set)).toMatchObject({ code: 'not-found' });
	expect(await unpairHall(hall.desk, stranger, { id })).toMatchObject({ code: 'not-found' });
});

test('unpaired, it is known nowhere any more', async () => {
	expect(await unpairHall(hall.desk, hall.person('office-1'), { id })).toMatchObject({ ok: true });
	expect(await pairedHall(hall.desk, token)).toBeNull();
	expect(await themes()).toEqual({});
	expect(await seeHalls(hall.desk, [id])).toEqual(new Set());
});

describe('tablets', () => {
	const counts = async () => (await consoleView(hall.desk, hall.congressId, meetingId)).tablets;
	const seeOf = (numbers: number[]) =>
		seeTablets(
			hall.desk,
			{ congressId: hall.congressId, meetingId },
			numbers.map((number) => hall.voters[number - 1]!.actor.id)
		);
	/** A process that was killed tells nothing any more. */
	const secondsGoBy = (seconds: number) =>
		hall.database.sql`update desk.tablet_seen set seen_at = seen_at - make_interval(secs => ${seconds})`;

	test('are counted once each, whichever processes hold them', async () => {
		expect(await counts()).toEqual({ online: 0, offline: 0 });
		await Promise.all([seeOf([1, 2, 3]), seeOf([3, 4]), seeOf([4, 3, 2])]);
		expect(await counts()).toEqual({ online: 4, offline: 0 });
	});

	test('that nobody renews are offline, before any process has noticed too', async () => {
		await secondsGoBy(13);
		expect(await counts()).toEqual({ online: 0, offline: 4 });
		await seeOf([2]);
		expect(await counts()).toEqual({ online: 1, offline: 3 });
	});

	test('are told to the consoles only when one came or went', async () => {
		// Only the second is here, as of now: time that passed since the test before would be one change more.
		await secondsGoBy(13);
		await seeOf([2]);
		let told = 0;
		const place = `${hall.congressId} ${meetingId} tablets`;
		const { unlisten } = await hall.desk.$client.listen('desk', (payload) => {
			if (payload === place) told++;
		});
		await seeOf([2]);
		await seeOf([2, 5]);
		await secondsGoBy(13);
		await seeOf([]);
		while (told < 2) await new Promise((wait) => setTimeout(wait, 20));
		await unlisten();
		expect(told).toBe(2);
		expect(await counts()).toEqual({ online: 0, offline: 5 });
	});

	test('keep one time for all that a process holds, so none of them has a time of its own', async () => {
		await seeOf([1]);
		await seeOf([1, 2, 3]);
		const times = await hall.database
			.sql`select distinct seen_at from desk.tablet_seen where seen_at is not null`;
		expect(times).toHaveLength(1);
	});
});
