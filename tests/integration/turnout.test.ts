import { afterEach, expect, test } from 'vitest';
import { inCongress } from '#lib/server/db/client.ts';
import { openRound } from '#lib/server/desk/open-round.ts';
import { castCount } from '#lib/server/queries/cast-count.ts';
import { openHall, type Hall } from '../support/hall.ts';

let hall: Hall;

afterEach(() => hall.leave());

test('the turnout is asked for while the box drops the round: nobody gets an error', async () => {
	hall = await openHall();
	await hall.checkIn();
	await hall.makeReady();
	const { database, desk, roundId } = hall;
	const inbox = `box.inbox_${roundId.replaceAll('-', '')}`;
	const dropped = await database.sql.reserve();
	await dropped`begin`;
	await dropped.unsafe(`drop table ${inbox}`);
	// The table is still there for everybody else, so the question goes on to read it and waits for the drop.
	const asked = inCongress(desk, hall.congressId, (tx) => castCount(tx, roundId));
	const waiting = async () => {
		const [row] = await database.sql<{ n: number }[]>`
			select count(*)::int as n from pg_stat_activity where datname = current_database()
				and wait_event_type = 'Lock' and query like '%cast_count%'`;
		return row!.n;
	};
	while (!(await waiting())) await new Promise((wait) => setTimeout(wait, 10));
	await dropped`commit`;
	dropped.release();
	expect(await asked).toBe(0);
});

test('a box with a ballot in it is opened by neither of the two persons', async () => {
	hall = await openHall();
	await hall.checkIn();
	await hall.makeReady();
	const { database, desk, roundId } = hall;
	const inbox = `box.inbox_${roundId.replaceAll('-', '')}`;
	const stuff = () => database.sql.unsafe(`insert into ${inbox} values ('\\x01', '\\x02', '\\x03')`);
	const empty = () => database.sql.unsafe(`delete from ${inbox}`);
	const open = (username: string) => openRound(desk, hall.person(username), { roundId });
	const refused = { code: 'box-not-empty', detail: { inBox: 1 } };
	await stuff();
	expect(await open('chair')).toMatchObject(refused);
	await empty();
	expect(await open('chair')).toMatchObject({ value: { pending: true } });
	await stuff();
	expect(await open('chief')).toMatchObject(refused);
	expect((await hall.state()).state).toBe('ready');
	await empty();
	expect(await open('chief')).toMatchObject({ value: { pending: false } });
	const [opened] = await database.sql`select detail from desk.audit where act = 'round-opened'`;
	expect(opened!.detail).toMatchObject({ inBox: 0 });
});
