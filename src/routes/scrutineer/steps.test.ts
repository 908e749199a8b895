import { expect, test } from 'vitest';
import { sampleConsole, sampleRound } from '../../../tests/support/sample-views.ts';
import { scrutineerStep } from './steps.ts';

test.each([
	['draft', null],
	['ready', 'zero'],
	['open', 'voting'],
	['paused', 'voting'],
	['closed', 'reconcile'],
	['certified', 'sign'],
	['announced', 'announced'],
	['void', null],
	['aborted', null]
] as const)('in %s the scrutineers are at %s', (state, step) => {
	expect(scrutineerStep(sampleConsole({ round: sampleRound(state) }))).toBe(step);
});

test('a counted round is signed once nothing about it waits', () => {
	const counted = (next: Parameters<typeof scrutineerStep>[0]['next']) =>
		scrutineerStep(sampleConsole({ round: sampleRound('counted'), next }));
	expect(counted({ code: 'settle', who: 'office' })).toBe('count');
	expect(counted({ code: 'sign', who: 'scrutineer' })).toBe('sign');
});
