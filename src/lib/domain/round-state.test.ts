import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roles, type Role } from './permissions.ts';
import {
	canAct,
	isDrawable,
	isOver,
	isUnderWay,
	lockingStates,
	mayPresent,
	mayTakePart,
	roundSteps,
	SECOND_PERSON_MS,
	secondMayConfirm,
	type RoundAct,
	type RoundState,
	type TwoPersonAct
} from './round-state.ts';

const acts = Object.keys(roundSteps) as RoundAct[];
const twoPersonActs: TwoPersonAct[] = ['make-ready', 'open', 'abort', 'void'];
const actsFrom = (state: RoundState) => acts.filter((act) => canAct(state, act));

describe('states of a round', () => {
	test.each([
		['draft', ['make-ready']],
		['ready', ['open', 'abort']],
		['open', ['pause', 'close', 'abort']],
		['paused', ['resume', 'close', 'abort']],
		['closed', ['count', 'void', 'abort']],
		['counted', ['certify', 'void', 'correct']],
		['certified', ['announce', 'void', 'correct']],
		['announced', []],
		['void', []],
		['aborted', []]
	] as const)('%s leaves %j', (state, left) => {
		expect(actsFrom(state)).toEqual(left);
	});

	test('a round only moves forward, whatever is tried; only a pause and, before the announcement, a result are taken back', () => {
		let moves = 0;
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 30 }), (tried) => {
				let state: RoundState = 'draft';
				for (const act of tried) {
					if (!canAct(state, act)) continue;
					const next: RoundState = roundSteps[act].to;
					if (act !== 'resume' && act !== 'correct') expect(order[next]).toBeGreaterThan(order[state]);
					if (isOver(state)) expect(isOver(next)).toBe(true);
					state = next;
					moves++;
				}
			})
		);
		expect(moves).toBeGreaterThan(0);
	});

	test('every state is reached by some act, and none leads back to draft', () => {
		const reached = new Set(acts.map((act) => roundSteps[act].to));
		expect((Object.keys(order) as RoundState[]).filter((state) => !reached.has(state))).toEqual(['draft']);
	});

	test('a round is over from the close on', () => {
		const over = (Object.keys(order) as RoundState[]).filter(isOver);
		expect(over).toEqual(['closed', 'counted', 'certified', 'announced', 'void', 'aborted']);
	});

	test('ballots are handed out from make-ready to the chair’s word to close', () => {
		const states = Object.keys(order) as RoundState[];
		expect(states.filter((state) => isDrawable({ state, closingAt: null }))).toEqual([
			'ready',
			'open',
			'paused'
		]);
		expect(states.filter((state) => isDrawable({ state, closingAt: new Date(0) }))).toEqual([]);
	});

	test('a round is under way from make-ready to its end, and a candidate is presented until the opening', () => {
		const states = Object.keys(order) as RoundState[];
		expect(states.filter(isUnderWay)).toEqual(lockingStates);
		expect(states.filter(mayPresent)).toEqual(['draft', 'ready']);
	});
});

describe('who takes part', () => {
	test.each([
		['make-ready', ['office', 'chief-scrutineer', 'scrutineer']],
		['open', ['chair', 'chief-scrutineer', 'scrutineer']],
		['abort', ['office', 'chair', 'chief-scrutineer', 'scrutineer']],
		['void', ['office', 'chair', 'chief-scrutineer', 'scrutineer']]
	] as const)('%s: %j', (act, expected) => {
		expect(roles.filter((role) => mayTakePart(act, role))).toEqual(expected);
	});

	test.each(['pause', 'resume', 'close', 'announce'] as const)('the chair alone may %s', (act) => {
		expect(roundSteps[act].by).toEqual(['chair']);
	});
});

describe('the second person', () => {
	const person = (id: string, role: Role) => ({ id, role });
	const chair = person('a', 'chair');
	const scrutineer = person('b', 'scrutineer');

	test('chair and scrutineer open together, whoever comes first', () => {
		expect(confirm('open', chair, scrutineer)).toBe('ok');
		expect(confirm('open', scrutineer, chair)).toBe('ok');
	});

	test('two scrutineers, or the chair and the office, do not open a round', () => {
		expect(confirm('open', scrutineer, person('c', 'chief-scrutineer'))).toBe('forbidden');
		expect(confirm('open', chair, person('c', 'office'))).toBe('forbidden');
	});

	test('two of the office make a round ready, but never one of them twice', () => {
		const office = person('o1', 'office');
		expect(confirm('make-ready', office, person('o2', 'office'))).toBe('ok');
		expect(confirm('make-ready', office, office)).toBe('same-person');
	});

	test('one person in two roles is still one person', () => {
		expect(confirm('open', chair, person('a', 'scrutineer'))).toBe('same-person');
	});

	test('two minutes are in time, a millisecond more is not', () => {
		expect(SECOND_PERSON_MS).toBe(2 * 60 * 1000);
		expect(confirm('abort', chair, scrutineer, 120_000)).toBe('ok');
		expect(confirm('abort', chair, scrutineer, 120_001)).toBe('second-person-too-late');
	});

	test('tellers, departments, supervision and delegates confirm nothing', () => {
		const outsiders: Role[] = ['teller', 'department', 'supervision', 'delegate'];
		for (const act of twoPersonActs) {
			for (const insider of roles) {
				for (const outsider of outsiders) {
					expect(confirm(act, person('i', insider), person('x', outsider))).toBe('forbidden');
				}
			}
		}
	});

	type Person = ReturnType<typeof person>;
	function confirm(act: TwoPersonAct, requestedBy: Person, by: Person, afterMs = 1000): string {
		const result = secondMayConfirm({ act, requestedBy, by, requestedAtMs: 5000, nowMs: 5000 + afterMs });
		return result.ok ? 'ok' : result.code;
	}
});

/** Where a state stands in the round's life; `void` and `aborted` end it without a result. */
const order: Record<RoundState, number> = {
	draft: 0,
	ready: 1,
	open: 2,
	paused: 3,
	closed: 4,
	counted: 5,
	certified: 6,
	announced: 7,
	void: 8,
	aborted: 9
};
