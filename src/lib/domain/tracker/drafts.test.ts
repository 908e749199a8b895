import { expect, it } from 'vitest';
import { readReportDraft } from './drafts.ts';

const id = '01909c1e-7a51-7d3b-8f12-3c4d5e6f7a8b';
const figures = { percent: '5', done: '完成进场准备', arrived: '100', paid: '60' };

it.each([
	['foo', 'unknown-milestone'],
	['', 'unknown-milestone'],
	[`${id}0`, 'unknown-milestone'],
	[id.toUpperCase(), 'unknown-milestone']
])('a day under the name reached-%s is nobody’s claim', (rest, code) => {
	const field = `reached-${rest}`;
	const { body, faults } = readReportDraft({ ...figures, [field]: '2026-03-01' });
	expect(body.reached).toEqual([]);
	expect(faults).toEqual([{ field, code }]);
});

it('a milestone’s own day is its claim', () => {
	expect(readReportDraft({ ...figures, [`reached-${id}`]: '2026-03-01' })).toMatchObject({
		body: { reached: [{ milestoneId: id, doneOn: '2026-03-01' }] },
		faults: []
	});
});
