import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inCongress } from '#lib/server/db/client.ts';
import { audit, round } from '#lib/server/db/schema.ts';
import { saveRules } from '#lib/server/desk/save-rules.ts';
import { rulesView } from '#lib/server/queries/rules-view.ts';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import type { RulesDraft } from '#lib/wire/rules.ts';
import { openHall, type Hall } from '../support/hall.ts';

let hall: Hall;
let first: RulesDraft;
beforeAll(async () => {
	hall = await openHall({ delegates: 6 });
	first = await stored();
});
afterAll(() => hall.leave());

const stored = async () => (await rulesView(hall.desk, hall.congressId, hall.roundId))!.rules as RulesDraft;
const save = (username: string, seen: RulesDraft, change: Partial<RulesDraft>) =>
	saveRules(hall.desk, hall.person(username), { roundId: hall.roundId, seen, rules: { ...seen, ...change } });
const lines = () =>
	inCongress(hall.desk, hall.congressId, (tx) =>
		tx.select({ actor: audit.actor, detail: audit.detail }).from(audit).where(eq(audit.act, 'rules-saved'))
	);

test('what the office chooses is stored, and the chain says what was changed into what', async () => {
	expect(await save('office-1', first, { seats: 4, tie: 'lot' })).toMatchObject({ ok: true });
	expect(await stored()).toEqual({ ...first, seats: 4, tie: 'lot' });
	expect(await lines()).toMatchObject([
		{
			actor: 'office-1',
			detail: { round: 1, seats: '5 → 4', tie: expect.stringMatching(/ → 当众抽签$/) as string }
		}
	]);
});

test('a second person whose page was behind saves nothing and is told what the first one changed', async () => {
	const refused = await save('office-2', first, { majorityBase: 'present' });
	expect(refused).toMatchObject({ ok: false, code: 'rules-changed-meanwhile', detail: { by: '会务甲' } });
	if (refused.ok) throw new Error('saved');
	const sentence = refusalText(refused.code, refused.detail);
	expect(sentence).toContain('会务甲已经改过');
	expect(sentence).toContain('应选数由“5”改为“4”');
	expect(sentence).toContain('当众抽签');
	expect(await stored()).toEqual({ ...first, seats: 4, tie: 'lot' });
});

test('having seen it, the second person may save', async () => {
	expect(await save('office-2', await stored(), { majorityBase: 'present', receipt: 'none' })).toMatchObject({
		ok: true
	});
	expect(await stored()).toEqual({
		...first,
		seats: 4,
		tie: 'lot',
		majorityBase: 'present',
		receipt: 'none'
	});
});

test('two who choose the same at the same time both succeed, and one line is written', async () => {
	const before = await stored();
	const both = await Promise.all(
		['office-1', 'office-2'].map((who) => save(who, before, { title: '民生实事票决' }))
	);
	expect(both).toMatchObject([{ ok: true }, { ok: true }]);
	expect(await lines()).toHaveLength(3);
});

test('two who choose differently at the same time do not overwrite each other', async () => {
	const before = await stored();
	const both = await Promise.all([
		save('office-1', before, { seats: 2 }),
		save('office-2', before, { seats: 3 })
	]);
	expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	expect([2, 3]).toContain((await stored()).seats);
	await save('office-1', await stored(), { seats: 5, majorityBase: 'all' });
});

test("another congress's office finds no such round", async () => {
	const stranger = { ...hall.person('office-1'), congressId: crypto.randomUUID() };
	const seen = await stored();
	expect(await saveRules(hall.desk, stranger, { roundId: hall.roundId, seen, rules: seen })).toMatchObject({
		code: 'not-found'
	});
	expect(await rulesView(hall.desk, stranger.congressId, hall.roundId)).toBeNull();
});

test('a further round keeps the rules of the vote it belongs to', async () => {
	const seen = await stored();
	const setKind = (kind: 'first' | 'tie-revote') =>
		inCongress(hall.desk, hall.congressId, (tx) => tx.update(round).set({ kind }));
	await setKind('tie-revote');
	expect(await save('office-1', seen, { seats: 1 })).toMatchObject({ code: 'rules-of-further-round' });
	await setKind('first');
});

test('from make-ready on the rules are locked', async () => {
	const seen = await stored();
	await hall.checkIn();
	const manifest = await hall.makeReady();
	expect(manifest).toMatchObject({ title: '民生实事票决', receipt: 'none', rules: { tie: 'lot', seats: 5 } });
	expect(await save('office-1', seen, { seats: 1 })).toMatchObject({ code: 'rules-locked' });
	expect((await rulesView(hall.desk, hall.congressId, hall.roundId))!.locked).toBe('ready');
});
