import { describe, expect, it } from 'vitest';
import { checkSubstitute, type Substitute } from './substitute.ts';

const days = { startsOn: '2026-06-01', endsOn: '2026-12-31' };
const sheet = {
	...{ name: '村级停车场', category: '交通出行', content: '新建车位 40 个', place: '', beneficiaries: '' },
	...{ unit: '镇村镇建设办', leader: '李四', totalFen: 100, yearFen: 100, funding: '' }
};
const check = (substitute?: Substitute) =>
	checkSubstitute(substitute, { name: '锦溪河水环境综合治理', year: 2026, startsOn: '2026-03-01' });

describe('what takes the place of a replaced project', () => {
	it('is named, of the 储备库 or new, and may end on the day it begins', () => {
		expect(check()).toMatchObject({ code: 'substitute-missing' });
		expect(check({ ...days, reserveId: 'r' })).toMatchObject({ ok: true });
		expect(check({ ...days, sheet })).toMatchObject({ ok: true });
		expect(check({ ...days, endsOn: days.startsOn, sheet })).toMatchObject({ ok: true });
		expect(check({ ...days, endsOn: '2026-05-31', sheet })).toMatchObject({ code: 'substitute-dates' });
	});

	it('has a name of its own, content, and no more money this year than in all', () => {
		for (const empty of [{ name: ' ' }, { content: '' }])
			expect(check({ ...days, sheet: { ...sheet, ...empty } })).toMatchObject({ code: 'substitute-missing' });
		expect(check({ ...days, sheet: { ...sheet, name: ' 锦溪河水环境综合治理 ' } })).toMatchObject({
			code: 'substitute-same'
		});
		expect(check({ ...days, sheet: { ...sheet, yearFen: 101 } })).toMatchObject({ code: 'substitute-money' });
	});
});
