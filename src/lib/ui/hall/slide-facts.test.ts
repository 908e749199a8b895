import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slideFacts } from './slide-facts.ts';

const sheet = (content: string, over = {}) => ({
	name: '道路改造',
	text: {
		name: '道路改造',
		content,
		amount: '1,480.00 万元',
		funding: '镇财政',
		unit: '镇村镇建设办',
		period: '2024年12月底前',
		place: '',
		beneficiaries: '',
		...over
	}
});

test('a short sheet is shown whole and large, empty facts left out', () => {
	const slide = slideFacts(sheet('改造道路。', { funding: '' }), 1466);
	expect(slide).toMatchObject({ text: 64, shortened: false });
	expect(slide.facts.map(({ fact }) => fact)).toEqual(['content', 'amount', 'unit', 'period']);
});

test('a longer one gets smaller text before anything is left out', () => {
	expect(slideFacts(sheet('改造道路，'.repeat(20)), 740)).toMatchObject({ text: 48, shortened: true });
	expect(slideFacts(sheet('改造道路，'.repeat(20)), 1466)).toMatchObject({ text: 56, shortened: false });
});

test('what does not fit ends with a whole clause', () => {
	const { facts, shortened, text } = slideFacts(sheet('拓宽路面，铺设管网；'.repeat(60)), 740);
	expect({ shortened, text }).toEqual({ shortened: true, text: 48 });
	expect(facts[0]!.text).toMatch(/^(拓宽路面，铺设管网；)*拓宽路面(，铺设管网)?。$/);
	expect(facts).toHaveLength(5);
});

test('with a name of up to sixty characters all of it stays on the stage', () => {
	const words = (most: number) =>
		fc.integer({ min: 0, max: most }).map((length) => '建设，'.repeat(length / 3));
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 60 }),
			words(400),
			words(30),
			fc.constantFrom(740, 1466),
			(length, content, unit, width) => {
				const slide = slideFacts({ ...sheet(content, { unit }), name: '路'.repeat(length) }, width);
				const line = (size: number) => Math.floor(width / size);
				const lines = slide.facts.reduce(
					(sum, { text }) => sum + Math.ceil(text.length / line(slide.text)),
					0
				);
				const name = Math.max(100, length > 17 ? Math.ceil(length / 23) * 77 : 100);
				const gaps = 22 * (slide.facts.length - 1) + (slide.shortened ? 24 + 48 * 1.24 : 0);
				expect(name + 32 + lines * slide.text * 1.24 + gaps).toBeLessThanOrEqual(781);
			}
		)
	);
});
