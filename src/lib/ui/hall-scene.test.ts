import { describe, expect, test } from 'vitest';
import type { RoundState } from '../domain/round-state.ts';
import type { HallView, RoundHead, TallyView } from '../wire/views.ts';
import { sampleHall, sampleResult, sampleRound } from '../../../tests/support/sample-views.ts';
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

const decided = sampleResult();

const hall = (
	over: Partial<HallView> & { state?: RoundHead['state']; tallyDisplay?: RoundHead['tallyDisplay'] }
) => {
	const { state = 'open', tallyDisplay = 'live', ...view } = over;
	return sampleHall({ round: sampleRound(state, { tallyDisplay }), ...view });
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
		const scene = hallScene({ ...view, round: { ...sampleRound(), closing: true } });
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
