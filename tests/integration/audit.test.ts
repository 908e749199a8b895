import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '#lib/crypto/audit.ts';
import { inCongress } from '#lib/server/db/client.ts';
import { chooseScrutineer } from '#lib/server/desk/choose-scrutineer.ts';
import { appendCongressAudit } from '#lib/server/desk/congress-audit.ts';
import { auditChains, auditExtract, auditPage, LINES_PER_PAGE } from '#lib/server/queries/audit-log.ts';
import { checkChains } from '#lib/server/queries/check-chains.ts';
import { scrutineersView } from '#lib/server/queries/scrutineers-view.ts';
import { auditFilter } from '#lib/wire/audit.ts';
import { lineMarkOf, type AuditLine } from '#lib/wire/views-audit.ts';
import { fiveApprovals, openHall, type Hall } from '../support/hall.ts';

let hall: Hall;
let congressId: string;
let meetingId: string;
const SIGN_INS = 2 * LINES_PER_PAGE + 7;

beforeAll(async () => {
	hall = await openHall({ delegates: 8 });
	({ congressId } = hall.person('audit'));
	const [row] = await hall.database.sql<{ id: string }[]>`select id from desk.meeting`;
	meetingId = row!.id;
}, 60_000);

afterAll(() => hall.leave());

const page = (asked: Record<string, string> = {}) =>
	auditPage(hall.desk, congressId, auditFilter.parse(asked));

describe('scrutineers', () => {
	const choose = (deputy: string, as: 'chief' | 'scrutineer' | 'none', username = 'office-1') =>
		chooseScrutineer(hall.desk, hall.person(username), { meetingId, deputy, as });
	const list = async () =>
		(await scrutineersView(hall.desk, congressId, meetingId)).scrutineers.map(
			({ number, chief }) => `${number}${chief ? ' chief' : ''}`
		);

	test('are chosen from the deputies, with one chief at a time', async () => {
		expect(await list()).toEqual(['5 chief', '6']);
		expect(await choose('7', 'scrutineer')).toMatchObject({ ok: true });
		expect(await choose('7', 'scrutineer')).toMatchObject({ code: 'nothing-changed' });
		expect(await choose('7', 'chief')).toMatchObject({ ok: true });
		expect(await list()).toEqual(['7 chief', '5', '6']);
		expect(await choose('99', 'scrutineer')).toMatchObject({ code: 'no-such-deputy' });
		expect(await choose('7', 'none', 'chair')).toMatchObject({ code: 'forbidden' });
		// By name, however it is spaced.
		expect(await choose('演示代表 08'.replace(' ', ''), 'scrutineer')).toMatchObject({ ok: true });
		expect(await choose('8', 'none')).toMatchObject({ ok: true });
		const view = await scrutineersView(hall.desk, congressId, meetingId);
		expect(view.scrutineers[0]).toMatchObject({ number: 7, account: null, hasCard: true });
		expect(view.scrutineers[1]).toMatchObject({ number: 5, account: 'chief', otherRole: true });
		expect(view.tellers.map(({ username }) => username)).toEqual(['teller-1', 'teller-2']);
		expect(await choose('5', 'chief')).toMatchObject({ ok: true });
		expect(await choose('7', 'none')).toMatchObject({ ok: true });
		expect(await list()).toEqual(['5 chief', '6']);
	});

	test('two chiefs chosen at once leave one, and the list is closed once a round is ready', async () => {
		const both = await Promise.all([choose('6', 'chief'), choose('8', 'chief', 'office-2')]);
		expect(both.every(({ ok }) => ok)).toBe(true);
		expect((await list()).filter((entry) => entry.endsWith('chief'))).toHaveLength(1);
		for (const [deputy, as] of [
			['5', 'chief'],
			['8', 'none']
		] as const)
			await choose(deputy, as);
		await hall.checkIn();
		await hall.vote(() => fiveApprovals);
		expect(await choose('7', 'scrutineer')).toMatchObject({ code: 'scrutineers-frozen' });
		await hall.announce();
	}, 60_000);
});

describe('the log', () => {
	beforeAll(async () => {
		for (let i = 0; i < SIGN_INS; i++)
			await inCongress(hall.desk, congressId, (tx) =>
				appendCongressAudit(tx, {
					...{ congressId, actor: `office-${(i % 3) + 1}`, act: 'signed-in' },
					detail: { device: i === 40 ? '特别的设备' : 'Firefox · Linux' },
					// Three lines a second: what tells them apart is the number.
					at: new Date(Date.UTC(2026, 2, 5, 1, 0, Math.floor(i / 3)))
				})
			);
	});

	test('has both chains in the order of time, and pages lead through all of it and back', async () => {
		const all = await auditExtract(hall.desk, congressId, auditFilter.parse({}), 10_000);
		expect(new Set(all.map(({ chain }) => chain))).toEqual(new Set(['congress', meetingId]));
		expect(all.map(({ at }) => at)).toEqual(
			all
				.map(({ at }) => at)
				.sort()
				.reverse()
		);
		const seen: AuditLine[] = [];
		let shown = await page();
		expect(shown).toMatchObject({ total: all.length, capped: false, newer: false });
		for (;;) {
			seen.push(...shown.lines);
			if (!shown.older) break;
			shown = await page({ go: 'older', at: lineMarkOf(shown.lines.at(-1)!) });
			expect(shown.newer).toBe(true);
		}
		expect(seen).toEqual(all);
		const back = await page({ go: 'newer', at: lineMarkOf(shown.lines[0]!) });
		const before = all.findIndex((line) => lineMarkOf(line) === lineMarkOf(shown.lines[0]!));
		expect(back.lines).toEqual(all.slice(before - LINES_PER_PAGE, before));
		const oldest = await page({ go: 'oldest' });
		expect(oldest.lines).toEqual(all.slice(-LINES_PER_PAGE));
		expect(oldest).toMatchObject({ newer: true, older: false });
	});

	test('is narrowed by chain, day, actor, act and text, in the words of the page too', async () => {
		const found = async (asked: Record<string, string>) => (await page(asked)).total;
		expect(await found({ chain: 'congress' })).toBe(SIGN_INS);
		expect(await found({ from: '2026-03-05', to: '2026-03-05' })).toBe(SIGN_INS);
		expect(await found({ to: '2026-03-04' })).toBe(0);
		expect(await found({ chain: 'congress', actor: 'office-2' })).toBe(Math.floor(SIGN_INS / 3) + 1);
		expect(await found({ act: 'checked-in' })).toBe(8);
		expect(await found({ text: '签到' })).toBe(8);
		expect(await found({ text: '特别的设备' })).toBe(1);
		expect(await found({ text: '没有这样的内容' })).toBe(0);
		expect(await found({ chain: meetingId, text: '特别的设备' })).toBe(0);
		// What makes no sense narrows nothing, and nothing typed is more than a text.
		expect(await found({ from: 'yesterday', act: "x' or 1=1 --" })).toBe((await page()).total);
		expect(await found({ text: "%' or '1'='1" })).toBe(0);
	});

	test('can be recounted by anybody from what an export holds', async () => {
		for (const { id } of await auditChains(hall.desk, congressId)) {
			const lines = await auditExtract(hall.desk, congressId, auditFilter.parse({ chain: id }), 10_000);
			const records = lines
				.reverse()
				.map(({ seq, at, actor, act, detail, prev }) => ({ seq, at, actor, act, detail, prev }));
			expect(verifyChain(records)).toMatchObject({ ok: true, value: { head: lines.at(-1)!.hash } });
		}
	});
});

describe('a chain that somebody with the whole database has touched', () => {
	const asSuperuser = async (statement: string) => {
		const sql = postgres(hall.database.superuserUrl, { max: 1, onnotice: () => {} });
		try {
			await sql.unsafe(statement);
		} finally {
			await sql.end();
		}
	};
	const verdictOf = async (chain: string) =>
		(await checkChains(hall.desk, congressId)).find((check) => check.chain === chain);

	test('was whole before', async () => {
		const checks = await checkChains(hall.desk, congressId);
		expect(checks).toHaveLength(2);
		for (const check of checks) expect(check).toMatchObject({ brokenAt: null, fault: null });
		expect(checks[0]!.count).toBe(SIGN_INS);
	});

	test('is broken at the line whose text was changed, the last one too', async () => {
		const change = (seq: number, actor: string) =>
			asSuperuser(`update desk.congress_audit set actor = '${actor}' where seq = ${seq}`);
		await change(41, 'somebody');
		expect(await verdictOf('congress')).toMatchObject({ brokenAt: 41, fault: 'changed', count: 40 });
		await change(41, 'office-2');
		await change(SIGN_INS, 'somebody');
		expect(await verdictOf('congress')).toMatchObject({ brokenAt: SIGN_INS, fault: 'changed' });
		await change(SIGN_INS, `office-${((SIGN_INS - 1) % 3) + 1}`);
		expect(await verdictOf('congress')).toMatchObject({ fault: null });
	});

	test('is broken where a line was taken out', async () => {
		await asSuperuser('delete from desk.congress_audit where seq = 60');
		expect(await verdictOf('congress')).toMatchObject({ brokenAt: 60, fault: 'changed' });
	});

	test('is too short for what was signed, where its end was cut off', async () => {
		const [signed] = await hall.database.sql<{ count: number }[]>`
			select audit_count as count from desk.round_result`;
		await asSuperuser(`delete from desk.audit where seq >= ${signed!.count}`);
		expect(await verdictOf(meetingId)).toMatchObject({ brokenAt: signed!.count, fault: 'missing' });
	});
});
