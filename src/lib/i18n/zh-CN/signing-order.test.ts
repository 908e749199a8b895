import { expect, test } from 'vitest';
import { nextSteps } from './admin.ts';
import { nextTexts } from './chair.ts';
import { refusalTexts } from './refusals.ts';
import { scriptDefaults } from './script.ts';
import { scrutineerNextTexts } from './scrutineer.ts';

test.each([
	['chair', nextTexts.sign],
	['office', nextSteps.sign],
	['scrutineers', scrutineerNextTexts.sign],
	['chair who announces too early', refusalTexts['signatures-missing']],
	['hall', scriptDefaults.counted]
])('the %s: the scrutineers sign before the chief, who signs last', (_, sentence) => {
	const others = sentence.search(/(?<!总)监票人(?=.*签字)/);
	expect(others).toBeGreaterThanOrEqual(0);
	expect(sentence.lastIndexOf('总监票人')).toBeGreaterThan(others);
	expect(sentence.slice(0, others)).not.toContain('总监票人');
});

test.each([
	['chair', nextTexts['sign-paper']],
	['office', nextSteps['sign-paper']],
	['scrutineers', scrutineerNextTexts['sign-paper']]
])('the %s: where paper was read, the tellers sign before them all', (_, sentence) => {
	expect(sentence).toMatch(/计票人.*签字.*再由监票人.*签字.*总监票人最后签字/);
});
