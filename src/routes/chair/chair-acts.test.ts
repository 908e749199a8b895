import { describe, expect, test } from 'vitest';
import type { RoundState } from '#lib/domain/round-state.ts';
import type { ConsoleView } from '#lib/wire/views.ts';
import { sampleConsole, sampleResult, sampleRound } from '../../../tests/support/sample-views.ts';
import { afterLapse, hasLapsed } from '../console-now.ts';
import { chairActs, currentStep } from './chair-acts.ts';

const consoleOf = (state: RoundState, over: Partial<ConsoleView> = {}): ConsoleView =>
	sampleConsole({ round: sampleRound(state), signatures: [], ...over });

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
		const view = consoleOf('ready', {
			quorum: { rule: 'two-thirds', needed: 51, met: false, heldNow: false }
		});
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
			abort: false,
			void: false,
			settle: false
		});
	});

	test('may do everything again once the two minutes are over and nobody has confirmed', () => {
		const pending: ConsoleView['pending'] = {
			act: 'open',
			requestedBy: { id: 'a', name: '', role: 'chair' },
			requestedAt: '2024-04-12T01:00:00Z',
			expiresAt: '2024-04-12T01:02:00Z',
			reason: null
		};
		const next = { code: 'confirm-open', who: 'scrutineer' } as const;
		const view = consoleOf('ready', { pending, next });
		const at = (time: string) => {
			const ms = Date.parse(time);
			return hasLapsed(view, ms) ? afterLapse(view) : view;
		};
		expect(chairActs(at('2024-04-12T01:02:00Z')).primary).toBeNull();
		const over = at('2024-04-12T01:02:00.001Z');
		expect(chairActs(over).primary).toBe('open');
		// What was proposed is still told, and the sentence asks for it anew.
		expect(over).toMatchObject({ pending: null, lapsed: pending, next: { code: 'open', who: 'chair' } });
	});

	test('is not kept from closing the vote by an abort that nobody confirmed', () => {
		const pending: ConsoleView['pending'] = {
			act: 'abort',
			requestedBy: { id: 'a', name: '', role: 'office' },
			requestedAt: '2024-04-12T01:00:00Z',
			expiresAt: '2024-04-12T01:02:00Z',
			reason: '停电'
		};
		const next = { code: 'voting', who: 'delegate' } as const;
		const over = afterLapse(consoleOf('open', { pending, next }));
		expect(chairActs(over)).toMatchObject({ primary: 'close', pause: true, abort: true });
		expect(over.next).toEqual(next);
	});

	test('may close a paused vote without resuming it', () => {
		expect(chairActs(consoleOf('paused')).closeWhilePaused).toBe(true);
	});

	test('settles only what the rules let him settle', () => {
		const toSettle: ConsoleView['toSettle'] = {
			...{ reason: 'tie', ways: ['revote'], seatsLeft: 1 },
			candidates: []
		};
		// Nobody reads the result out of turn for that: with the tally after the close there is none to read.
		expect(chairActs(consoleOf('counted', { toSettle, result: null })).settle).toBe(true);
		const pending = sampleResult({ status: 'pending', reason: 'tie' });
		expect(chairActs(consoleOf('counted', { toSettle: null, result: pending })).settle).toBe(false);
	});

	test('has done every step once the result is announced', () => {
		expect(currentStep(consoleOf('announced'))).toBeNull();
		expect(currentStep(consoleOf('counted'))).toBe('counting');
	});
});
