import { expect, test } from 'vitest';
import { refusalTexts } from './refusals.ts';
import { trackerRefusalTexts } from './tracker-refusals.ts';

const told = Object.entries({
	...trackerRefusalTexts,
	'not-your-unit': refusalTexts['not-your-unit']
});

test.each(told)('%s says what it means and what to do', (_code, text) => {
	// What it means: nothing was kept, or what stands as it was.
	expect(text).toMatch(/没有|不能|不再/);
	// What to do, after what happened.
	expect(text.indexOf('请')).toBeGreaterThan(text.search(/[，。；]/));
});

test('the sentences are there to be looked at', () => {
	expect(told.length).toBeGreaterThan(50);
});
