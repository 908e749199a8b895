import { expect, test } from 'vitest';
import type { StandingNode } from './change.ts';
import { leftOutside } from './left-outside.ts';

const node = (
	stage: StandingNode['stage'],
	name: string,
	plannedOn: string,
	doneOn: string | null = null
) => ({
	...{ id: name, stage, name, plannedOn, doneOn }
});
const nodes = [
	node('start', '开工', '2026-04-01', '2026-04-03'),
	node('main', '主体完工', '2026-08-31'),
	node('finish', '完工', '2026-11-30'),
	node('acceptance', '验收', '2026-12-20')
];
const voted = { startsOn: '2026-03-01', endsOn: '2026-12-20' };
const names = (left: StandingNode[]) => left.map(({ name }) => name);

test('days that end earlier leave the open milestones of the building outside', () => {
	const until = (endsOn: string) => leftOutside(nodes, [], { before: voted, after: { ...voted, endsOn } });
	expect(names(until('2026-11-30'))).toEqual([]);
	expect(names(until('2026-10-31'))).toEqual(['完工']);
	expect(names(until('2026-03-31'))).toEqual(['主体完工', '完工']);
	expect(until('2026-10-31')[0]!.plannedOn).toBe('2026-11-30');
});

test('what lay outside before, or moves along, is no fault of the new days', () => {
	const after = { ...voted, endsOn: '2026-10-31' };
	expect(leftOutside(nodes, [], { before: after, after })).toEqual([]);
	const moved = [{ id: '完工', name: '完工', plannedOn: '2026-10-30' }];
	expect(leftOutside(nodes, moved, { before: voted, after })).toEqual([]);
});

test('a milestone that would come before an earlier stage is left over too', () => {
	const moved = [{ id: '完工', name: '完工', plannedOn: '2026-08-01' }];
	expect(names(leftOutside(nodes, moved, { before: voted, after: voted }))).toEqual(['主体完工', '完工']);
});
