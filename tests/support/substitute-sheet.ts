import type { Substitute } from '#lib/domain/tracker/substitute.ts';

/** A new project that takes the place of one of the tracked town's. */
export const substituteSheet = (changed: Partial<NonNullable<Substitute['sheet']>> = {}): Substitute => ({
	startsOn: '2026-06-01',
	endsOn: '2026-12-31',
	sheet: {
		...{ name: '自来水支管网入户工程', category: '供水', content: '改造支管网 6 公里', place: '涌山村' },
		...{ beneficiaries: '1,200 户', unit: '镇水务站', leader: '张三', funding: '镇级财政' },
		...{ totalFen: 310_000_000, yearFen: 200_000_000 },
		...changed
	}
});
