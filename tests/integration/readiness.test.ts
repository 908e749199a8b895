import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Measure } from '#lib/domain/readiness-line.ts';
import { inCongress } from '#lib/server/db/client.ts';
import { auditRecords } from '#lib/server/desk/audit.ts';
import { recordPrint } from '#lib/server/desk/record-print.ts';
import { expectDevices } from '#lib/server/desk/record-device.ts';
import { runReadiness } from '#lib/server/desk/run-readiness.ts';
import { Metrics } from '#lib/server/metrics.ts';
import { readinessView } from '#lib/server/queries/readiness-view.ts';
import { addUser } from '../../src/cli/admin/user-add.ts';
import { resetUser } from '../../src/cli/admin/user-reset.ts';
import { passwordMatches } from '#lib/server/auth/password.ts';
import { openHall, type Hall } from '../support/hall.ts';

let hall: Hall;
let meetingId: string;

beforeAll(async () => {
	hall = await openHall({ delegates: 12 });
	({ meetingId } = hall.credentials);
}, 60_000);
afterAll(() => hall.leave());

const installation: Measure[] = (['time', 'disk', 'database'] as const).map((check) => ({
	...{ check, passed: true, measured: '正常' }
}));
const run = (now?: Date) =>
	runReadiness(hall.desk, hall.person('office-1'), { meetingId, installation }, now);
const lines = async (now?: Date) =>
	Object.fromEntries(
		(await readinessView(hall.desk, hall.congressId, meetingId, now)).map((line) => [line.check, line])
	);
const states = async (now?: Date) =>
	Object.fromEntries(Object.entries(await lines(now)).map(([check, { state }]) => [check, state]));

test('before anybody has checked, nothing is green, however good it is', async () => {
	expect(new Set(Object.values(await states()))).toEqual(new Set(['unchecked']));
});

test('a run measures everything, and says who ran it', async () => {
	expect(await run()).toMatchObject({ ok: true, value: { all: 13 } });
	const found = await lines();
	expect(found.quorum).toMatchObject({
		state: 'passed',
		measured: '应到 12 人，法定人数 8 人',
		by: '会务甲'
	});
	expect(found.cards).toMatchObject({ state: 'passed' });
	expect(found.scrutineers).toMatchObject({ state: 'passed' });
	expect(found.candidates).toMatchObject({ state: 'passed', measured: '共 8 项，应选 5 项。' });
	expect(found.time).toMatchObject({ state: 'passed' });
	for (const check of ['devices', 'halls', 'papers', 'rehearsal', 'backup']) {
		expect(found[check], check).toMatchObject({ state: 'failed' });
	}
	const chain = await inCongress(hall.desk, hall.congressId, (tx) => auditRecords(tx, meetingId));
	expect(chain.at(-1)).toMatchObject({ act: 'readiness-checked', actor: 'office-1' });
});

test('only the office checks', async () => {
	const chair = hall.person('chair');
	expect(await runReadiness(hall.desk, chair, { meetingId, installation })).toMatchObject({
		code: 'forbidden'
	});
});

test('what changed since its check is no longer green, and a day later nothing is', async () => {
	await hall.database
		.sql`update desk.card set state = 'revoked' where delegate_id = ${hall.voters[11]!.actor.id}`;
	expect(await states()).toMatchObject({ cards: 'stale', quorum: 'passed' });
	await run();
	expect(await states()).toMatchObject({ cards: 'failed' });
	expect(await states(new Date(Date.now() + 25 * 3600_000))).toMatchObject({
		quorum: 'stale',
		time: 'stale'
	});
});

test('papers count once they are printed, and again after the candidates have changed', async () => {
	const print = (paper: string, now?: Date) =>
		recordPrint(hall.desk, hall.person('office-1'), { meetingId, roundId: null, paper }, now);
	await print('ballot');
	await run();
	expect((await lines()).papers!.measured).toBe('本轮还没有打印：候选项目介绍');
	await print('booklet');
	await run();
	expect(await states()).toMatchObject({ papers: 'passed' });
	await hall.database.sql`
		insert into desk.import_batch (congress_id, meeting_id, kind, file_name, file_hash, at, by, counts, before)
		values (${hall.congressId}, ${meetingId}, 'candidates', 'x', '\\x00', now(), ${hall.person('office-1').id}, '{}', '{}')`;
	expect(await states()).toMatchObject({ papers: 'stale' });
});

test('a rehearsal counts once it came to its announcement on a real tablet', async () => {
	const office = hall.person('office-1').id;
	const rehearse = async (mend: { code: string }[]) => {
		const [copy] = await hall.database.sql<{ id: string }[]>`
			insert into desk.meeting (congress_id, name, held_on, venue, rehearsal_of)
			values (${hall.congressId}, '演练', '2026-01-01', '', ${meetingId}) returning id`;
		await hall.database.sql`
			insert into desk.rehearsal (congress_id, meeting_id, started_at, started_by, ended_at, report)
			values (${hall.congressId}, ${copy!.id}, now(), ${office}, now(), ${hall.database.sql.json({ mend })})`;
		await run();
		return (await lines()).rehearsal!;
	};
	const brokenOff = await rehearse([{ code: 'not-announced' }, { code: 'no-tablet' }]);
	expect(brokenOff.state).toBe('failed');
	expect(brokenOff.measured).toContain('没有进行到宣布结果');
	const played = await rehearse([{ code: 'no-tablet' }]);
	expect(played.state).toBe('failed');
	expect(played.measured).toContain('没有一台真实平板参加');
	expect((await rehearse([{ code: 'absent' }])).state).toBe('passed');
	// One that is broken off afterwards takes nothing from it.
	expect((await rehearse([{ code: 'not-announced' }])).state).toBe('passed');
});

test('a backup of today with a drill that passed, checked devices and a paired screen turn their lines green', async () => {
	const { sql } = hall.database;
	await sql`insert into desk.backup_run (at, bytes, sha256) values (now(), 1, 'x')`;
	await run();
	expect((await lines()).backup).toMatchObject({ state: 'failed' });
	await sql`update desk.backup_run set drilled_at = now(), drill_passed = true`;
	await sql`insert into desk.device (congress_id, kind, number, checks, passed, browser, checked_at)
		values (${hall.congressId}, 'tablet', 1, '[]', true, 'x', now())`;
	const checked = (kind: string, number: number) => sql`
		insert into desk.device (congress_id, kind, number, checks, passed, browser, checked_at)
		values (${hall.congressId}, ${kind}, ${number}, '[]', true, 'x', now())`;
	await run();
	// The hall's own screen is a device, too.
	expect((await lines()).devices).toMatchObject({ state: 'failed' });
	await checked('hall', 1);
	await checked('tablet', 3);
	await run();
	// Before the office has said how many there are, a tablet a deputy and one desk are counted on.
	expect((await lines()).devices!.measured).toContain(
		'代表平板缺 2、4、5、6、7、8、9、10、11、12 号，工作电脑缺 1 号'
	);
	expect(await states()).toMatchObject({ devices: 'failed' });
	await checked('tablet', 2);
	await expectDevices(hall.desk, hall.person('office-1'), { kind: 'desk', count: 0 });
	await expectDevices(hall.desk, hall.person('office-1'), { kind: 'tablet', count: 20 });
	await expectDevices(hall.desk, hall.person('office-1'), { kind: 'hall', count: 2 });
	await run();
	expect((await lines()).devices).toMatchObject({ state: 'failed' });
	expect((await lines()).devices!.measured).toContain(
		'代表平板缺 4、5、6、7、8、9、10、11、12、13 号等 17 台，会场大屏缺 2 号'
	);
	await expectDevices(hall.desk, hall.person('office-1'), { kind: 'tablet', count: 3 });
	await expectDevices(hall.desk, hall.person('office-1'), { kind: 'hall', count: 1 });
	await sql`insert into desk.hall_screen (token_hash, code, congress_id, meeting_id, created_at, paired_at, seen_at)
		values ('x', '123456', ${hall.congressId}, ${meetingId}, now(), now(), now())`;
	await run();
	expect(await states()).toMatchObject({ backup: 'passed', devices: 'passed', halls: 'passed' });
	await sql`update desk.device set checked_at = now() - interval '8 days'`;
	expect(await states()).toMatchObject({ devices: 'stale' });
});

test('the operator opens an account with a password that is good until it is changed, and resets it', async () => {
	const password = await addUser(hall.desk, {
		...{ congressId: hall.congressId, username: 'office-9', role: 'office', name: '新会务' },
		...{ unit: null, delegateNumber: null }
	});
	const stored = async () =>
		(
			await hall.database.sql<{ hash: string }[]>`
			select password_hash as hash from desk.staff where username = 'office-9'`
		)[0]!.hash;
	expect(await passwordMatches(await stored(), password)).toBe(true);
	expect(await hall.database.sql`select from desk.password_reset`).toHaveLength(1);
	const again = await resetUser(hall.desk, 'office-9');
	expect(again).not.toBe(password);
	expect(await passwordMatches(await stored(), again)).toBe(true);
	await expect(resetUser(hall.desk, 'nobody')).rejects.toThrow('没有 nobody');
	const acts = await hall.database.sql<{ act: string }[]>`select act from desk.congress_audit order by seq`;
	expect(acts.slice(-2).map(({ act }) => act)).toEqual(['account-created', 'password-reset']);
});

test('the figures for monitoring are for whoever knows the token, and say nothing of a cast', async () => {
	const metrics = new Metrics({
		token: 'sixteen-or-more-characters',
		databaseUrl: hall.database.url,
		sockets: () => 3
	});
	try {
		expect(await metrics.answer(null)).toBeNull();
		expect(await metrics.answer('Bearer wrong')).toBeNull();
		const { text } = (await metrics.answer('Bearer sixteen-or-more-characters'))!;
		expect(text).toContain('piaojue_rounds{state="draft"} 1');
		expect(text).toContain('piaojue_rounds{state="open"} 0');
		expect(text).toContain('piaojue_sockets 3');
		expect(text).not.toMatch(/cast|drawn|cpu/);
	} finally {
		await metrics.stop();
	}
});
