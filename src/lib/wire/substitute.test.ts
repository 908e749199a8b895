import { describe, expect, it } from 'vitest';
import { readSubstitute } from './substitute.ts';

const fresh = {
	'substitute-source': 'new',
	'substitute-name': '村级停车场',
	'substitute-content': '新建车位 40 个',
	'substitute-category': '交通出行',
	'substitute-unit': '镇村镇建设办',
	'substitute-leader': '李四',
	'substitute-total': '120.5',
	'substitute-year': '',
	'substitute-startsOn': '2026-06-01',
	'substitute-endsOn': '2026-12-31',
	reference: '测人发〔2026〕9号'
};
const field = (changed: Record<string, string>) => {
	const read = readSubstitute({ ...fresh, ...changed });
	return read.ok ? null : read.detail?.['field'];
};

describe('the form of a substitute', () => {
	it('reads a new sheet with its money in fen', () => {
		expect(readSubstitute(fresh)).toEqual({
			ok: true,
			value: {
				startsOn: '2026-06-01',
				endsOn: '2026-12-31',
				sheet: {
					...{ name: '村级停车场', content: '新建车位 40 个', category: '交通出行', unit: '镇村镇建设办' },
					...{ leader: '李四', place: '', beneficiaries: '', funding: '', totalFen: 120_500_000, yearFen: 0 }
				}
			}
		});
	});

	it('names the first field at fault', () => {
		expect(field({ 'substitute-source': '' })).toBe('source');
		expect(field({ 'substitute-name': ' ' })).toBe('name');
		expect(field({ 'substitute-total': '很多' })).toBe('total');
		expect(field({ 'substitute-endsOn': '' })).toBe('endsOn');
		expect(field({ 'substitute-source': 'reserve', 'substitute-reserve': '' })).toBe('reserve');
	});
});
