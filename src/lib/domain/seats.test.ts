import { expect, test } from 'vitest';
import { parseSeat, seatPlan } from './seats.ts';

test.each([
	['3排12座', '', 3, 12],
	['第3排第12座', '', 3, 12],
	[' ３排１２号 ', '', 3, 12],
	['三排十二座', '', 3, 12],
	['十排二十座', '', 10, 20],
	['一百零五排二十三位', '', 105, 23],
	['200排200座', '', 200, 200],
	['A区 3排12座', 'A区', 3, 12],
	['楼上2排1', '楼上', 2, 1]
])('%s is read as zone "%s", row %i, seat %i', (text, zone, row, seat) => {
	expect(parseSeat(text)).toEqual({ zone, row, seat });
});

test.each([
	'',
	'主席台',
	'12座',
	'3-12',
	'0排1座',
	'3排0座',
	'201排1座',
	'3排9999座',
	'十十排一座',
	'列席席'
])('%j is no seat of the map', (text) => expect(parseSeat(text)).toBeNull());

test('the plan has rows in order, gaps where nobody sits, and equal seat numbers above each other', () => {
	const people = ['2排1座', '1排3座', '1排1座', '2排4座'].map((seat) => ({ seat }));
	const { zones, elsewhere } = seatPlan(people);
	expect(elsewhere).toEqual([]);
	expect(zones).toEqual([
		{
			zone: '',
			rows: [
				{ row: 1, seats: [people[2], null, people[1], null] },
				{ row: 2, seats: [people[0], null, null, people[3]] }
			]
		}
	]);
});

test('an unreadable seat, and one that two people have, lose nobody', () => {
	const people = ['1排1座', '第一排1号', '主席台'].map((seat, number) => ({ seat, number }));
	const { zones, elsewhere } = seatPlan(people);
	expect(zones[0]!.rows[0]!.seats).toEqual([people[0]]);
	expect(elsewhere).toEqual([people[1], people[2]]);
});
