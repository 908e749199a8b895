import { expect, test, vi } from 'vitest';
import type { Desk } from '../db/client.ts';
import { Steward } from './steward.ts';

const due = (round_id: string) => ({ congress_id: 'c', round_id, state: 'counted', closing_at: null });

test('a round whose step fails each time keeps no other one waiting, and is told of once', async () => {
	const told = vi.spyOn(console, 'error').mockImplementation(() => {});
	let looks = 0;
	const stepped: string[] = [];
	const desk = {
		// Each look asks twice: for rounds, then for destructions.
		execute: () => Promise.resolve(looks++ % 2 ? [] : [due('stuck'), due('open')]),
		transaction: () => {
			const round = stepped.length % 2 ? 'open' : 'stuck';
			stepped.push(round);
			return round === 'stuck' ? Promise.reject(new Error('broken')) : Promise.resolve({ ok: true });
		}
	} as unknown as Desk;
	const steward = new Steward(desk, { closeGraceMs: 0 });
	steward.look();
	await steward.stop();
	steward.look();
	await steward.stop();
	expect(stepped).toEqual(['stuck', 'open', 'stuck', 'open']);
	expect(told.mock.calls).toEqual([['steward: round stuck: broken']]);
	told.mockRestore();
});
