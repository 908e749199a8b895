import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inCongress } from '#lib/server/db/client.ts';
import { audit } from '#lib/server/db/schema.ts';
import { setStage } from '#lib/server/desk/set-stage.ts';
import { setTimer } from '#lib/server/desk/set-timer.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { hallView } from '#lib/server/queries/hall-view.ts';
import { openHall, type Hall } from '../support/hall.ts';

let hall: Hall;
let meetingId: string;
beforeAll(async () => {
	hall = await openHall();
	await hall.checkIn();
	meetingId = (await currentMeetingId(hall.desk, hall.congressId))!;
});
afterAll(() => hall.leave());

const view = () => hallView(hall.desk, hall.congressId, meetingId);
const put = (stage: Parameters<typeof setStage>[2]) => setStage(hall.desk, hall.person('chair'), stage);
const acts = () =>
	inCongress(hall.desk, hall.congressId, async (tx) =>
		(await tx.select().from(audit).where(eq(audit.meetingId, meetingId)).orderBy(asc(audit.seq))).map(
			({ act, detail }) => ({ act, detail })
		)
	);

test('the chair presents a candidate, and the hall gets its sheet', async () => {
	const third = (await view()).candidates[2]!;
	expect(await put({ mode: 'candidate', candidateId: third.id })).toMatchObject({ ok: true });
	expect((await view()).stage).toMatchObject({
		mode: 'candidate',
		candidate: { number: 3, name: third.name }
	});
	expect((await acts()).at(-1)).toEqual({ act: 'hall-shows', detail: { mode: 'candidate', candidate: 3 } });
});

test('turning a page leaves no line in the audit chain', async () => {
	await put({ mode: 'auto' });
	const before = await acts();
	expect(await put({ mode: 'auto', page: 2 })).toMatchObject({ ok: true });
	expect((await view()).stage.page).toBe(2);
	expect(await acts()).toEqual(before);
});

test('another picture begins at its first page, and only the console in control turns', async () => {
	await put({ mode: 'auto', page: 2 });
	await put({ mode: 'title' });
	expect((await view()).stage.page).toBe(1);
	await put({ mode: 'auto', page: 2 });
	const other = { ...hall.person('chair'), consoleId: 'another-console' };
	expect(await setStage(hall.desk, other, { mode: 'auto', page: 3 })).toMatchObject({
		code: 'console-not-in-control'
	});
	expect((await view()).stage.page).toBe(2);
});

test('only a candidate of this ballot can be presented', async () => {
	expect(await put({ mode: 'candidate' })).toMatchObject({ code: 'no-such-candidate' });
	expect(await put({ mode: 'candidate', candidateId: crypto.randomUUID() })).toMatchObject({
		code: 'no-such-candidate'
	});
});

test('the timer runs until it is taken off', async () => {
	const start = new Date('2026-04-12T09:00:00Z');
	await setTimer(hall.desk, hall.person('chair'), { seconds: 180 }, start);
	expect((await view()).stage.timerEndsAt).toBe('2026-04-12T09:03:00.000Z');
	await setTimer(hall.desk, hall.person('chair'), { seconds: 0 });
	expect((await view()).stage.timerEndsAt).toBeNull();
});

test('the opening takes the screens back, and no candidate is presented while the ballot runs', async () => {
	await hall.makeReady();
	const [first] = (await view()).candidates;
	await put({ mode: 'candidate', candidateId: first!.id, page: 2 });
	await hall.open();
	expect((await view()).stage).toMatchObject({ mode: 'auto', candidate: null, page: 1 });
	expect(await put({ mode: 'candidate', candidateId: first!.id })).toMatchObject({ code: 'wrong-stage' });
	expect(await put({ mode: 'blank' })).toMatchObject({ ok: true });
	expect((await view()).stage.mode).toBe('blank');
});
