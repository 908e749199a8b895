import { describe, expect, test } from 'vitest';
import type { RoundState } from '../domain/round-state.ts';
import type { HallMode, HallView, PollView, RoundHead, StandingView, TallyView } from '../wire/views.ts';
import { hallTexts } from '../i18n/zh-CN/hall.ts';
import { sampleHall, sampleResult, sampleRound, sampleStage } from '../../../tests/support/sample-views.ts';
import {
	furtherRound,
	gradeCounts,
	hallPages,
	hallScene,
	resultPages,
	shownFloor,
	timerLeftS
} from './hall-scene.ts';

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

	test('no tally of a round on paper only: nothing is counted before its box is opened', () => {
		const scenes = (['open', 'counted', 'certified'] as const).map((state) => {
			const round = sampleRound(state, { paperOnly: true });
			return hallScene(sampleHall({ round, tally: tally(true) })).name;
		});
		expect(scenes).toEqual(['turnout', 'waiting', 'waiting']);
	});

	test('a live tally while open, and the exact one until the announcement', () => {
		expect(hallScene(hall({ tally: tally(false) })).name).toBe('tally');
		expect(hallScene(hall({ state: 'counted', tally: tally(true) })).name).toBe('tally');
	});

	test('that a tie or a shortfall is dealt with, and no word of signatures while nobody may sign', () => {
		const scene = (settling: boolean) => hallScene(hall({ state: 'counted', settling }));
		expect(scene(true)).toMatchObject({ name: 'waiting', waiting: 'settling' });
		expect(scene(false)).toMatchObject({ name: 'waiting', waiting: 'counted' });
		expect(hallTexts.settling).not.toContain('签字');
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

describe('what the chair puts up', () => {
	const put = (mode: HallMode, state: RoundState = 'open') =>
		hallScene(hall({ state, stage: { ...sampleStage, mode } })).name;

	test('stands before what the round is at', () => {
		expect(put('blank')).toBe('blank');
		expect(put('title')).toBe('title');
		expect(put('check-in', 'counted')).toBe('attendance');
	});

	test('gives way where its candidate is gone', () => {
		expect(put('candidate', 'ready')).toBe('ready');
	});
});

const standing = (number: number, outcome: StandingView['outcome'], approve = 50): StandingView => ({
	id: `c${number}`,
	number,
	name: `项目${number}`,
	shortName: '',
	approve,
	against: 0,
	abstain: 0,
	rank: 1,
	passed: true,
	outcome,
	electronic: { approve, against: 0, abstain: 0 },
	paper: { approve: 0, against: 0, abstain: 0 }
});
const tie = [
	standing(1, 'elected', 60),
	standing(4, 'tied'),
	standing(2, 'tied'),
	standing(3, 'not-elected', 9)
];

describe('a result that leads to a further ballot', () => {
	test('names the tied and their places, as the rules ask', () => {
		const result = sampleResult({
			standings: tie,
			seatsLeft: 1,
			next: { kind: 'tie-revote', numbers: [2, 4], seats: 1 }
		});
		expect(furtherRound(result)).toEqual({ kind: 'tie-revote', standings: [tie[1], tie[2]], seats: 1 });
	});

	test('names them also where the presidium chose the ballot', () => {
		const settlement = { kind: 'revote' as const, elected: [], note: '', at: '' };
		const result = sampleResult({ standings: tie, seatsLeft: 1, settlement });
		expect(furtherRound(result)).toEqual({ kind: 'tie-revote', standings: [tie[1], tie[2]], seats: 1 });
	});

	test('leads to none after a lot', () => {
		const settlement = { kind: 'lot' as const, elected: [2], note: '', at: '' };
		expect(furtherRound(sampleResult({ standings: tie, seatsLeft: 1, settlement }))).toBeNull();
	});
});

describe('the pages of a picture', () => {
	const many = (count: number) => Array.from({ length: count }, (_, i) => standing(i + 1, 'not-elected'));
	const announced = (count: number, over: Partial<HallView> = {}) =>
		hall({ state: 'announced', result: sampleResult({ standings: many(count) }), ...over });
	const pages = (view: HallView, shape: 'standard' | 'wide' = 'standard') =>
		resultPages(view, view.result!, shape).map(({ kind }) => kind);
	const poll: PollView = {
		title: '民生实事项目票决',
		seats: 5,
		chosen: many(5).map(({ id, number, name, shortName, approve }) => ({
			id,
			number,
			name,
			shortName,
			approve,
			sequence: 1
		})),
		seatsLeft: 0,
		rounds: [1, 2].map((sequence) => ({
			id: String(sequence),
			sequence,
			kind: 'first',
			title: '',
			state: 'announced'
		}))
	};

	test('twenty candidates are one page on 16:9 and twenty-one on 32:9, no more', () => {
		expect(hallPages(announced(20))).toBe(1);
		expect(hallPages(announced(21))).toBe(2);
		expect(hallPages(announced(21), 'wide')).toBe(1);
		expect(hallPages(announced(22), 'wide')).toBe(2);
	});

	test('the whole list of several rounds stands beside a short result, else on a page of its own', () => {
		expect(pages(announced(2, { poll }))).toEqual(['standings']);
		expect(pages(announced(8, { poll }))).toEqual(['standings', 'poll']);
		expect(pages(announced(8, { poll }), 'wide')).toEqual(['standings']);
	});

	test('after one round the poll is that round', () => {
		expect(pages(announced(8, { poll: { ...poll, rounds: poll.rounds.slice(0, 1) } }))).toEqual([
			'standings'
		]);
	});

	test('the further ballot has the last page', () => {
		const result = sampleResult({ standings: tie, next: { kind: 'tie-revote', numbers: [2, 4], seats: 1 } });
		expect(pages(announced(0, { result }))).toEqual(['standings', 'further']);
	});

	test('nothing to turn where there is no list', () => {
		expect(hallPages(hall({ state: 'paused' }))).toBe(1);
	});
});

test('the timer counts whole seconds down and stays at its end', () => {
	const end = '2026-04-12T09:03:00.000Z';
	const left = (time: string) => timerLeftS(end, Date.parse(`2026-04-12T${time}Z`));
	expect(['09:00:00', '09:02:59.100', '09:03:00', '09:04:00'].map(left)).toEqual([180, 1, 0, 0]);
});

test('the rounding step is named only where it is certain', () => {
	expect(shownFloor(999)).toBe(5);
	expect(shownFloor(1000)).toBeNull();
});

describe('the result of a survey', () => {
	const survey = { base: 'all', rule: 'majority', number: 35 } as const;
	const standings = Array.from({ length: 12 }, (_, i) =>
		standing(i + 1, i < 7 ? 'satisfied' : i < 10 ? 'basic' : 'dissatisfied')
	);
	const result = sampleResult({ survey, standings });

	test('is turned in pages of ten, in the order of the ballot, with nothing after it', () => {
		const pages = resultPages(hall({ state: 'announced', result }), result, 'standard');
		expect(pages.map((page) => page.kind === 'standings' && page.standings.length)).toEqual([10, 2]);
		expect(resultPages(hall({ state: 'announced', result }), result, 'wide')).toHaveLength(1);
		expect(hallPages(hall({ state: 'announced', result }))).toBe(2);
	});

	test('is told by how many projects have which grade', () => {
		expect(gradeCounts(result)).toEqual({ satisfied: 7, basic: 3, dissatisfied: 2 });
	});
});
