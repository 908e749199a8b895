import { expect, test } from 'vitest';
import { confirmsReissue, mayConfirmReissue, mayRequestReissue } from './card-reissue.ts';
import { roles } from './permissions.ts';

const asked = { requestedBy: 'office-1', requestedAtMs: 1_000 };
const scrutineer = { id: 'scrutineer', role: 'scrutineer' } as const;

test('the office asks and a scrutineer confirms, nobody else', () => {
	expect(roles.filter(mayRequestReissue)).toEqual(['office']);
	expect(roles.filter(mayConfirmReissue)).toEqual(['chief-scrutineer', 'scrutineer']);
});

test.each([
	['a scrutineer in time', scrutineer, 121_000, 'ok'],
	['a scrutineer a moment too late', scrutineer, 121_001, 'second-person-too-late'],
	['the first person again', { id: 'office-1', role: 'office' }, 2_000, 'same-person'],
	['a second person of the office', { id: 'office-2', role: 'office' }, 2_000, 'forbidden'],
	['the chair', { id: 'chair', role: 'chair' }, 2_000, 'forbidden']
] as const)('%s', (_, by, nowMs, outcome) => {
	const confirmed = confirmsReissue({ ...asked, by, nowMs });
	expect(confirmed.ok ? 'ok' : confirmed.code).toBe(outcome);
});
