import { expect, test } from 'vitest';
import { slideFacts } from './slide-facts.ts';

const sheet = (content: string, over = {}) => ({
	scale: '',
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
