import { describe, expect, test } from 'vitest';
import type { RoundState } from '#lib/domain/round-state.ts';
import type { ConsoleView } from '#lib/wire/views.ts';
import { chairActs, currentStep, scriptLine } from './chair-acts.ts';

const consoleOf = (state: RoundState, over: Partial<ConsoleView> = {}): ConsoleView => ({
	meeting: { id: 'm', congressName: '', name: '', heldOn: '2024-04-12', venue: '', demonstration: true },
	quorum: { rule: 'two-thirds', needed: 51, met: true },
	turnout: { electorate: 76, checkedIn: 70, drawn: 70, cast: 60, paper: 0 },
	round: {
		id: 'r',
		sequence: 1,
		kind: 'first',
		title: '民生实事项目票决',
		state,
		closing: false,
		seats: 5,
		marks: 'approve',
		cap: 'at-most',
		tallyDisplay: 'live',
		fingerprint: null,
		openedAt: null,
		closedAt: null,
		announcedAt: null,
		reason: null
	},
	candidates: [],
	tally: null,
	result: null,
	pending: null,
	signatures: [],
	signed: { chief: false, others: 0, complete: false },
	next: { code: 'done', who: 'system' },
	ledger: null,
	halls: 1,
	...over
});

describe('the chair', () => {
	test.each<[RoundState, ReturnType<typeof chairActs>['primary']]>([
		['draft', null],
		['ready', 'open'],
		['open', 'close'],
		['paused', 'resume'],
		['closed', null],
		['counted', null],
		['announced', null],
		['void', null],
		['aborted', null]
	])('has one primary act in %s: %s', (state, primary) => {
		expect(chairActs(consoleOf(state)).primary).toBe(primary);
	});

	test('does not open without a quorum', () => {
		const view = consoleOf('ready', { quorum: { rule: 'two-thirds', needed: 51, met: false } });
		expect(chairActs(view).primary).toBeNull();
	});

	test('announces only once the chief scrutineer and one more have signed', () => {
		expect(chairActs(consoleOf('certified')).primary).toBeNull();
		const signed = { chief: true, others: 1, complete: true };
		expect(chairActs(consoleOf('certified', { signed })).primary).toBe('announce');
	});

	test('starts nothing else while a second person is awaited', () => {
		const pending: ConsoleView['pending'] = {
			act: 'abort',
			requestedBy: { id: 'a', name: '', role: 'office' },
			requestedAt: '2024-04-12T01:00:00Z',
			expiresAt: '2024-04-12T01:02:00Z',
			reason: '停电'
		};
		expect(chairActs(consoleOf('open', { pending }))).toEqual({
			primary: null,
			pause: false,
			closeWhilePaused: false,
			abort: false
		});
	});

	test('may close a paused vote without resuming it', () => {
		expect(chairActs(consoleOf('paused')).closeWhilePaused).toBe(true);
	});

	test('reads the numbers of the report before the result', () => {
		const ledger = { issued: 70, returned: 69, notReturned: 1, valid: 68, invalid: 1 };
		expect(scriptLine(consoleOf('certified', { ledger }))).toContain('发出表决票 70 张，收回 69 张');
	});

	test('has done every step once the result is announced', () => {
		expect(currentStep(consoleOf('announced'))).toBeNull();
		expect(currentStep(consoleOf('counted'))).toBe('counting');
	});
});
