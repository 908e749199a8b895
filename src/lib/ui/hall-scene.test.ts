import { describe, expect, test } from 'vitest';
import type { RoundState } from '../domain/round-state.ts';
import type { HallView, ResultView, RoundHead, TallyView } from '../wire/views.ts';
import { hallScene, resultRows, shownFloor, stageList } from './hall-scene.ts';

const roundStates = Object.keys({
	draft: 0,
	ready: 0,
	open: 0,
	paused: 0,
	closed: 0,
	counted: 0,
	certified: 0,
	announced: 0,
	void: 0,
	aborted: 0
} satisfies Record<RoundState, 0>) as RoundState[];

const round: RoundHead = {
	id: 'r',
	sequence: 1,
	kind: 'first',
	title: '民生实事项目票决',
	state: 'open',
	closing: false,
	seats: 5,
	marks: 'approve',
	cap: 'at-most',
	tallyDisplay: 'live',
	fingerprint: 'AAAA-BBBB-CCCC-DDDD-EEEE',
	openedAt: null,
	closedAt: null,
	announcedAt: null,
	reason: null
};

const figures = [{ number: 1, name: '项目', approve: 40, against: null, abstain: null }];
const tally = (exact: boolean): TallyView => ({
	roundId: 'r',
	state: 'open',
	drawn: 70,
	cast: 60,
	released: 45,
	exact,
	candidates: figures
});

const decided: ResultView = {
	status: 'decided',
	reason: null,
	issued: 70,
	returned: 70,
	notReturned: 0,
	valid: 70,
	invalid: 0,
	threshold: 39,
	seats: 5,
	seatsLeft: 0,
	standings: []
};

const hall = (
	over: Partial<HallView> & { state?: RoundHead['state']; tallyDisplay?: RoundHead['tallyDisplay'] }
) => {
	const { state = 'open', tallyDisplay = 'live', ...view } = over;
	return {
		meeting: { id: 'm', congressName: '', name: '', heldOn: '2024-04-12', venue: '', demonstration: true },
		quorum: { rule: 'two-thirds', needed: 51, met: true },
		turnout: { electorate: 76, checkedIn: 70, drawn: 70, cast: 60, paper: 0 },
		round: { ...round, state, tallyDisplay },
		candidates: [],
		tally: null,
		result: null,
		...view
	} satisfies HallView;
};

describe('what the hall sees', () => {
	test('no number per candidate before the announcement when the tally is delayed', () => {
		const before = roundStates.filter((state) => state !== 'announced');
		expect(before).not.toEqual([]);
		for (const state of before) {
			const scene = hallScene(
				hall({ state, tallyDisplay: 'after-close', tally: tally(true), result: decided })
			);
			expect(['tally', 'result'], state).not.toContain(scene.name);
		}
	});

	test('the result only once the chair has announced it, even if the console already holds it', () => {
		for (const state of roundStates) {
			const { name } = hallScene(hall({ state, tally: tally(true), result: decided }));
			expect(name === 'result', state).toBe(state === 'announced');
		}
	});

	test('a live tally while open, and the exact one until the announcement', () => {
		expect(hallScene(hall({ tally: tally(false) })).name).toBe('tally');
		expect(hallScene(hall({ state: 'counted', tally: tally(true) })).name).toBe('tally');
	});

	test('turnout only where the round releases nothing', () => {
		expect(hallScene(hall({ tally: { ...tally(false), candidates: null } })).name).toBe('turnout');
	});

	test('no number at all when the round is void or aborted', () => {
		for (const state of ['void', 'aborted'] as const) {
			expect(hallScene(hall({ state, tally: tally(true), result: decided })).name).toBe('ended');
		}
	});

	test('that the box is being emptied, as soon as the chair has closed', () => {
		const view = hall({ tally: tally(false) });
		const scene = hallScene({ ...view, round: { ...round, closing: true } });
		expect(scene).toMatchObject({ name: 'waiting', waiting: 'closing' });
	});
});

describe('the lists on the stage', () => {
	test.each([1, 5, 8, 10, 11, 14, 16, 17, 20])('%i candidates stand at 48 px or more', (count) => {
		const list = stageList(count, 712);
		expect(list.text).toBeGreaterThanOrEqual(48);
		expect(list.columns * list.rows).toBeGreaterThanOrEqual(count);
		expect(list.rows * list.text * 1.15).toBeLessThan(712);
	});

	test.each([1, 2, 8, 10, 13, 20])('a result of %i candidates fits its height at 48 px or more', (count) => {
		const standings = Array.from({ length: count }, (_, i) => ({
			outcome: i < 5 ? 'elected' : 'not-elected'
		}));
		// One column may carry a line of names above it (approve, against, abstain); two columns never do.
		const height = count > 10 ? 696 : 636;
		const rows = resultRows(standings, height);
		expect(rows.text).toBeGreaterThanOrEqual(48);
		const used = rows.heights.reduce((sum, height) => sum + height, 0) + (rows.heights.length - 1) * 8;
		expect(used).toBeLessThanOrEqual(height);
	});

	test('the rounding step is named only where it is certain', () => {
		expect(shownFloor(999)).toBe(5);
		expect(shownFloor(1000)).toBeNull();
	});
});
