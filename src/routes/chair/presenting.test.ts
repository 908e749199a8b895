import { describe, expect, test } from 'vitest';
import {
	sampleConsole,
	sampleResult,
	sampleRound,
	sampleStage
} from '../../../tests/support/sample-views.ts';
import { pagesShown, turnedPage } from './presenting.ts';

const result = sampleResult({ next: { kind: 'tie-revote', numbers: [2, 4], seats: 1 } });
const at = (page: number) =>
	sampleConsole({ round: sampleRound('announced'), result, stage: { ...sampleStage, page } });

describe('turning the hall’s pages', () => {
	test('goes on and back among what the hall has, and no further', () => {
		expect(pagesShown(at(1))).toEqual({ at: 1, of: 2 });
		expect(turnedPage(pagesShown(at(1)), 1)).toBe(2);
		expect(turnedPage(pagesShown(at(1)), -1)).toBeNull();
		expect(turnedPage(pagesShown(at(2)), 1)).toBeNull();
		expect(turnedPage(pagesShown(at(2)), -1)).toBe(1);
	});

	test('a page past the last is the last, and the next press back leaves it', () => {
		expect(pagesShown(at(99))).toEqual({ at: 2, of: 2 });
		expect(turnedPage(pagesShown(at(99)), -1)).toBe(1);
	});

	test('is about what the hall still shows once the console is at the draft that follows', () => {
		const draft = { round: sampleRound('draft', { kind: 'tie-revote' }), result: null };
		expect(pagesShown({ ...at(2), ...draft, hall: at(2) })).toEqual({ at: 2, of: 2 });
	});

	test('a picture of one page has nothing to turn', () => {
		const title = sampleConsole({
			round: sampleRound('announced'),
			result,
			stage: { ...sampleStage, mode: 'title' }
		});
		expect(pagesShown(title).of).toBe(1);
	});
});
