import { describe, expect, test } from 'vitest';
import { isRole, mayWatch, roles } from './permissions.ts';

const everybody = [...roles, 'hall-screen', null] as const;
const watchersOf = (topic: string) => everybody.filter((watcher) => mayWatch(watcher, topic));
const staffInTheHall = ['office', 'chair', 'chief-scrutineer', 'scrutineer', 'teller'];

describe('what a socket may watch', () => {
	test('the hall is for those who run the meeting and for a paired screen', () => {
		expect(watchersOf('hall')).toEqual([...staffInTheHall, 'hall-screen']);
	});

	test('the console is for those who run the meeting, and never for a hall screen', () => {
		expect(watchersOf('console')).toEqual(staffInTheHall);
	});

	test('the tablet is for delegates alone', () => {
		expect(watchersOf('tablet')).toEqual(['delegate']);
	});

	test('a tracked project is for everybody, signed in or not', () => {
		expect(watchersOf('project:7f0e')).toEqual(everybody);
	});

	test('a topic nobody knows is for nobody', () => {
		expect(watchersOf('ballots')).toEqual([]);
	});
});

test('a role is one of the list, and nothing that merely looks like one', () => {
	expect(roles.every(isRole)).toBe(true);
	expect(['Chair', 'admin', '', 'hall-screen'].filter(isRole)).toEqual([]);
});
