import { describe, expect, test } from 'vitest';
import {
	groupedColumns,
	listCapacity,
	outcomeOf,
	pageAt,
	pagesOf,
	resultColumns,
	rowText,
	shapeOf,
	STAGE_TEXT_FLOOR,
	stageList,
	stageRoom,
	tallyHead,
	textEms,
	textLines,
	titleText
} from './stage-layout.ts';

const LIST_HEIGHT = 712;

test('the picture takes the shape that fits the room', () => {
	expect(shapeOf(1920, 1080)).toBe('standard');
	expect(shapeOf(1280, 720)).toBe('standard');
	expect(shapeOf(3840, 1080)).toBe('wide');
	expect(shapeOf(2560, 1080)).toBe('standard');
	expect(shapeOf(0, 0)).toBe('standard');
});

describe.each(['standard', 'wide'] as const)('a list on a %s stage', (shape) => {
	const counts = Array.from({ length: listCapacity[shape] }, (_, i) => i + 1);

	test.each(counts)('%i candidates stand at 48 px or more, inside its height', (count) => {
		const list = stageList(count, shape);
		expect(list.text).toBeGreaterThanOrEqual(STAGE_TEXT_FLOOR);
		expect(list.columns * list.rows).toBeGreaterThanOrEqual(count);
		// The bar under a name takes 14 px where there are several columns.
		expect(list.rows * (list.text * 1.15 + (list.columns > 1 ? 14 : 0))).toBeLessThanOrEqual(LIST_HEIGHT);
	});

	test.each(counts)('a result of %i rows keeps every row and the order', (count) => {
		const standings = Array.from({ length: count }, (_, i) => ({ outcome: i < 5 ? 'elected' : 'tied', i }));
		const columns = resultColumns(standings, shape);
		expect(columns.flat()).toEqual(standings);
		if (shape === 'wide') expect(Math.max(...columns.map(({ length }) => length))).toBeLessThanOrEqual(16);
	});
});

describe('a title', () => {
	const second = '2027年度民生实事项目票决（并列项目再次表决）';
	const longest = `${'票'.repeat(60)}（并列项目再次表决）`;
	/** px of 已投票 314 / 已领票 326 and 表决中, with their gaps. */
	const FIGURES = 820;

	test('stands in the largest text that its line has room for, never below the floor', () => {
		expect(titleText('民生实事项目票决')).toBe(84);
		expect(titleText(second)).toBe(72);
		expect(titleText(second, 1400)).toBe(60);
		expect(titleText(longest)).toBe(STAGE_TEXT_FLOOR);
		expect(textEms(longest) * STAGE_TEXT_FLOOR).toBeLessThanOrEqual(2 * stageRoom.standard - 96);
	});

	test('of a short name stays beside the tally’s figures', () => {
		expect(tallyHead('民生实事项目票决', FIGURES, 'standard')).toMatchObject({ text: 60, above: false });
	});

	test.each([second, longest])('of a further round goes above them: %s', (title) => {
		const head = tallyHead(title, FIGURES, 'standard');
		expect(head.above).toBe(true);
		const lines = textEms(title) * head.text > stageRoom.standard ? 2 : 1;
		// The figures' own row, and the lines at 1.12.
		expect(lines * head.text * 1.12 + 75).toBeLessThanOrEqual(head.height);
		// The head, the bar under it, the list with its gap and the foot fill what the picture's own head leaves.
		expect(head.height + 14 + head.list + 12 + 60).toBeLessThanOrEqual(914);
		// Ten rows at the floor, each with the bar under it.
		expect(10 * (STAGE_TEXT_FLOOR + 14)).toBeLessThanOrEqual(head.list);
	});

	test('lines are counted with what they lose at commas', () => {
		expect(textLines('票'.repeat(36), stageRoom.standard)).toBe(1);
		expect(textLines('票'.repeat(37), stageRoom.standard)).toBe(2);
		expect(textLines('票'.repeat(70), stageRoom.standard)).toBe(3);
	});
});

describe('a long result on 16:9', () => {
	const standings = (elected: number, tied: number, passed: number, others: number) =>
		(
			[
				[elected, 'elected', true],
				[tied, 'tied', true],
				[passed, 'not-elected', true],
				[others, 'not-elected', false]
			] as const
		).flatMap(([count, outcome, passes]) =>
			Array.from({ length: count }, (_, i) => ({ outcome, passed: passes, i }))
		);

	test.each([
		[10, 0, 0, 10],
		[5, 0, 0, 15],
		[4, 3, 5, 8],
		[1, 2, 1, 16],
		[9, 2, 8, 1],
		[11, 0, 0, 0],
		[3, 4, 2, 2]
	])('%i, %i, %i and %i fit under their words at 48 px', (...counts) => {
		const all = standings(...counts);
		const { columns, rows } = groupedColumns(all, 39);
		expect(columns.length).toBeLessThanOrEqual(2);
		expect(rows * STAGE_TEXT_FLOOR * 1.06).toBeLessThanOrEqual(664);
		const shown = columns.flat().filter((slot) => 'standing' in slot);
		expect(shown).toHaveLength(all.length);
		for (const column of columns) {
			expect('standing' in column[0]!).toBe(false);
			expect('standing' in column.at(-1)!).toBe(true);
		}
	});

	test('who is chosen by lot stands with the chosen, wherever the count had it', () => {
		const lot = [
			{ outcome: 'not-elected' as const, passed: true, id: 'a' },
			{ outcome: 'elected' as const, passed: true, id: 'b' }
		];
		const [first] = groupedColumns(lot, null).columns;
		expect(first![1]).toMatchObject({ outcome: 'elected', standing: { id: 'b' } });
	});
});

test('over the majority and not chosen is an outcome of its own, where there is a majority', () => {
	expect(outcomeOf({ outcome: 'not-elected', passed: true }, 39)).toBe('passed');
	expect(outcomeOf({ outcome: 'not-elected', passed: true }, null)).toBe('not-elected');
	expect(outcomeOf({ outcome: 'tied', passed: true }, 39)).toBe('tied');
});

test('rows never go under the floor', () => {
	expect(rowText(2, 700)).toBe(64);
	expect(rowText(30, 700)).toBe(48);
});

test('a page that is not there shows the nearest one', () => {
	const pages = pagesOf([1, 2, 3], 2);
	expect(pages).toEqual([[1, 2], [3]]);
	expect(pageAt(pages, 9)).toEqual([3]);
	expect(pageAt(pages, 0)).toEqual([1, 2]);
	expect(pagesOf([], 20)).toEqual([[]]);
});
