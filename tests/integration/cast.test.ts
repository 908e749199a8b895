import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromBase64url } from '#lib/crypto/bytes.ts';
import { signResult as signature } from '#lib/crypto/result-hash.ts';
import { verifyArchive } from '#lib/crypto/verify/verify-archive.ts';
import { readArchive } from '#lib/server/archive/read-archive.ts';
import { BallotBox } from '#lib/server/box/ballot-box.ts';
import { connectBox, type BoxSql } from '#lib/server/box/client.ts';
import { RoundBook } from '#lib/server/box/round-book.ts';
import { announceResult } from '#lib/server/desk/announce-result.ts';
import { closeRound } from '#lib/server/desk/close-round.ts';
import { pauseRound } from '#lib/server/desk/pause-round.ts';
import { resumeRound } from '#lib/server/desk/resume-round.ts';
import { signResult } from '#lib/server/desk/sign-result.ts';
import { hallView } from '#lib/server/queries/hall-view.ts';
import { publicArchive } from '#lib/server/queries/public-archive.ts';
import { signingView } from '#lib/server/queries/signing-view.ts';
import { writeFileSync } from 'node:fs';
import { eventually } from '../support/eventually.ts';
import { DESK_ORIGIN, fiveApprovals, openHall, type Hall } from '../support/hall.ts';

let hall: Hall;
let tickets: Uint8Array[][];

beforeAll(async () => {
	hall = await openHall({ delegates: 24 });
	await hall.checkIn();
	await hall.makeReady();
	tickets = [];
	for (const voter of hall.voters) tickets.push(await hall.draw(voter));
});
afterAll(() => hall.leave());

const ballot = (i: number, marks = fiveApprovals) => hall.fill(hall.voters[i]!, tickets[i]!, marks);
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const count = async () => (await hall.stored())[0]!.count;

describe('the box before and while it is open', () => {
	test('a ballot before the opening waits and is not stored', async () => {
		const answer = await hall.cast(ballot(0).body);
		expect([answer.status, await codeOf(answer)]).toEqual([409, 'round-not-open']);
		expect(await count()).toBe(0);
		await hall.open();
	});

	test('a hundred casts of one ticket at once are one ballot with one leaf', async () => {
		const filled = Array.from({ length: 100 }, (_, i) =>
			ballot(0, i % 2 ? fiveApprovals : [0, 0, 0, 0, 0, 0, 0, 1])
		);
		const answers = await Promise.all(filled.map(({ body }) => untilOpen(body)));
		expect(answers.every((answer) => answer.status === 200)).toBe(true);
		const leaves = new Set(
			await Promise.all(answers.map(async (answer) => ((await answer.json()) as { leaf: string }).leaf))
		);
		expect(leaves.size).toBe(1);
		expect(await count()).toBe(1);
		// Whatever valid ballot comes later gets the stored leaf and nothing that tells its own choices.
		const again = (await (await hall.cast(ballot(0, [0, 1, 0, 0, 0, 0, 0, 0]).body)).json()) as {
			leaf: string;
		};
		expect([...leaves]).toEqual([again.leaf]);
	});

	test.each<[string, () => string | Uint8Array, Record<string, string>, number, string]>([
		[
			'a foreign ticket',
			() => hall.fill(hall.voters[1]!, tickets[2]!, fiveApprovals).body,
			{},
			403,
			'bad-ticket'
		],
		[
			'a forged ticket',
			() => hall.fill(hall.voters[1]!, [new Uint8Array(384).fill(7)], fiveApprovals).body,
			{},
			403,
			'bad-ticket'
		],
		['too many marks', () => ballot(1, [1, 1, 1, 1, 1, 1, 0, 0]).body, {}, 400, 'too-many-approvals'],
		[
			'objections where none are offered',
			() => ballot(1, [2, 0, 0, 0, 0, 0, 0, 0]).body,
			{},
			400,
			'bad-ballot'
		],
		['a changed mask', () => changed(1, (cast) => ({ ...cast, mask: 'AQA' })), {}, 403, 'bad-signature'],
		[
			'a member named twice through an escape',
			() => ballot(1).body.replace('{"v":1', '{"\\u0076":1,"v":1').slice(0, -15) + '"}',
			{},
			400,
			'bad-request'
		],
		['no JSON', () => 'x'.repeat(2048), {}, 400, 'bad-request'],
		['a short body', () => '{}', {}, 400, 'bad-request'],
		['an oversized body', () => ballot(1).body + ' ', {}, 413, 'too-large'],
		['another type', () => ballot(1).body, { 'content-type': 'text/plain' }, 415, 'unsupported-media-type'],
		[
			'a form',
			() => ballot(1).body,
			{ 'content-type': 'application/x-www-form-urlencoded' },
			415,
			'unsupported-media-type'
		],
		['an encoding', () => ballot(1).body, { 'content-encoding': 'gzip' }, 415, 'unsupported-media-type'],
		['a foreign page', () => ballot(1).body, { origin: 'http://elsewhere.example' }, 403, 'bad-origin']
	])('%s is refused by its code and stores nothing', async (_, body, headers, status, code) => {
		const before = await count();
		const answer = await hall.cast(body(), headers);
		expect([answer.status, await answer.clone().json()]).toMatchObject([status, { code }]);
		expect(((await answer.json()) as { detail: string }).detail).toMatch(/[一-鿿]/);
		expect(answer.headers.get('vary')).toBe('Origin');
		expect(answer.headers.get('access-control-allow-origin')).toBe(headers.origin ? null : DESK_ORIGIN);
		expect(await count()).toBe(before);
	});

	test('the preflight is answered for two hours and touches no round', async () => {
		const answer = await fetch(`${hall.boxOrigin}/box/v1/rounds/${crypto.randomUUID()}/cast`, {
			method: 'OPTIONS',
			headers: { origin: DESK_ORIGIN, 'access-control-request-method': 'POST' }
		});
		expect(answer.status).toBe(204);
		expect(answer.headers.get('access-control-max-age')).toBe('7200');
		expect(answer.headers.get('access-control-allow-origin')).toBe(DESK_ORIGIN);
	});

	test('in a pause a stored ballot is acknowledged and a new one waits', async () => {
		const { desk, person, roundId } = hall;
		await pauseRound(desk, person('chair'), { roundId });
		expect((await hall.cast(ballot(0).body)).status).toBe(200);
		expect(await codeOf(await hall.cast(ballot(1).body))).toBe('round-not-open');
		await resumeRound(desk, person('chair'), { roundId });
	});

	test('a ballot that met a pause which is over by now is asked to come again, not turned away', async () => {
		const boxSql = connectBox(hall.database.url, { max: 1 });
		const round = (await new RoundBook(boxSql, hall.keys).get(hall.roundId))!;
		await boxSql.end();
		// The flush stored nothing, and the round is open again when the box looks why.
		const book = { get: () => Promise.resolve(round), refresh: () => Promise.resolve(round) };
		const sql = Object.assign(() => Promise.resolve([]), { array: (rows: unknown) => rows });
		const box = new BallotBox(sql as unknown as BoxSql, book as unknown as RoundBook, {
			...{ flushMs: 0, flushRows: 1, flusher: '', onFlush: () => {} }
		});
		const answer = await box.cast(hall.roundId, new TextEncoder().encode(ballot(1).body));
		expect(answer).toMatchObject({ status: 503, retryAfter: 1 });
	});

	test('below forty drawn the hall sees turnout and no candidate', async () => {
		const view = await hallView(hall.desk, hall.congressId, (await hall.state()).meetingId);
		expect(view.turnout).toMatchObject({ drawn: 24, cast: 1 });
		expect(view.tally).toMatchObject({ released: 0, exact: false, candidates: null });
	});
});

describe('from the close to the seal', () => {
	test('no ballot lands after the count, and every acknowledged one is in it', async () => {
		const { desk, person, roundId } = hall;
		const untilDefinite = async ({ body }: { body: string }) => {
			for (;;) {
				const answer = await hall.cast(body);
				if (answer.status !== 503) return answer.status;
			}
		};
		// A majority of the 24 is in before, so that what the close cuts off decides nothing below.
		const before = await Promise.all(
			Array.from({ length: 13 }, async (_, i) => (await untilOpen(ballot(i + 1).body)).status)
		);
		expect(new Set(before)).toEqual(new Set([200]));
		const casts = hall.voters.slice(14).map((_, i) => ballot(i + 14));
		const storm = casts.map(async (filled, i) => {
			await new Promise((wait) => setTimeout(wait, i * 12));
			return untilDefinite(filled);
		});
		await new Promise((wait) => setTimeout(wait, 60));
		await closeRound(desk, person('chair'), { roundId });
		const answers = await Promise.all(storm);
		await hall.until('counted');
		const acknowledged = 1 + before.length + answers.filter((status) => status === 200).length;
		expect(answers.every((status) => status === 200 || status === 409)).toBe(true);
		const [row] = await hall.database.sql<{ returned: number }[]>`select returned from gate.count`;
		expect(row!.returned).toBe(acknowledged);
		expect(await count()).toBe(acknowledged);
		expect(
			await codeOf(
				await hall
					.cast(casts.at(-1)!.body)
					.then(async (a) => (a.status === 200 ? new Response('{"code":"round-closed"}') : a))
			)
		).toBe('round-closed');
		expect(await count()).toBe(acknowledged);
	});

	test('the box role reads no desk, the desk role no ballot', async () => {
		await expect(
			hall.desk.$client.unsafe(`select * from box.inbox_${hall.roundId.replaceAll('-', '')}`)
		).rejects.toThrow(/permission denied/);
		await expect(hall.desk.$client`select * from box.release`).rejects.toThrow(/permission denied/);
	});

	test('inbox rows are noise of one length, without time, order or default', async () => {
		const name = `inbox_${hall.roundId.replaceAll('-', '')}`;
		const lengths = await hall.database.sql.unsafe(`select distinct octet_length(sealed) from box.${name}`);
		expect(lengths).toHaveLength(1);
		const columns = await hall.database
			.sql`select column_name, data_type, column_default from information_schema.columns
			where table_schema = 'box' and table_name = ${name} order by 1`;
		expect(columns.map((column) => [column.column_name, column.data_type, column.column_default])).toEqual([
			['key', 'bytea', null],
			['leaf', 'bytea', null],
			['sealed', 'bytea', null]
		]);
	});

	test('only two scrutineers over the same hash certify, then the chair announces and the box is sealed', async () => {
		const { desk, person, roundId } = hall;
		const { resultHash, result } = await eventually('there is a result to sign', () =>
			signingView(desk, person('chief'))
		);
		if (result.status !== 'decided') throw new Error(`the count is ${result.status}`);
		const hash = fromBase64url(resultHash);
		const sign = (username: string, number: number, over = hash) =>
			signResult(desk, person(username), {
				roundId,
				resultHash: over,
				signature: signature(hall.voters[number - 1]!.card.secret, over)
			});
		expect(await announceResult(desk, person('chair'), { roundId })).toMatchObject({ code: 'wrong-state' });
		expect(await sign('chief', 7)).toMatchObject({ code: 'bad-signature' });
		expect(await sign('chief', 5, new Uint8Array(32))).toMatchObject({ code: 'stale-result' });
		expect(await sign('office-1', 5)).toMatchObject({ code: 'not-a-scrutineer' });
		expect(await sign('chief', 5)).toMatchObject({ code: 'chief-signs-last' });
		expect(await sign('scrutineer', 6)).toMatchObject({ value: { certified: false } });
		expect(await sign('scrutineer', 6)).toMatchObject({ code: 'already-signed' });
		expect(await announceResult(desk, person('chair'), { roundId })).toMatchObject({ code: 'wrong-state' });
		expect(await sign('chief', 5)).toMatchObject({ value: { certified: true } });
		expect((await announceResult(desk, person('chair'), { roundId })).ok).toBe(true);
		await eventually('the box is sealed', () => !existsSync(join(hall.keys.dir, `${roundId}.keys`)));
		const hex = roundId.replaceAll('-', '');
		const [tables] = await hall.database
			.sql`select to_regclass(${`box.inbox_${hex}`}) as inbox, to_regclass(${`box.sealed_${hex}`}) as sealed`;
		expect(tables!.inbox).toBeNull();
		const [marks] = await hall.database.sql.unsafe(
			`select count(distinct xmin::text)::int as writers from box.sealed_${hex}`
		);
		expect(marks!.writers).toBe(1);
	});

	test('the verifier accepts both archives of the real round', async () => {
		writeFileSync(
			join(hall.archiveDir, `${hall.roundId}-public.zip`),
			(await publicArchive(hall.desk, hall.roundId))!
		);
		const files = readArchive(hall.archiveDir);
		if (!files.ok) throw new Error(files.code);
		expect(verifyArchive(files.value)).toMatchObject({ ok: true });
	});
});

/** As a tablet does: the box may hear of the opening a moment later, and until then the ballot waits. */
async function untilOpen(body: string): Promise<Response> {
	for (;;) {
		const answer = await hall.cast(body);
		if (answer.status !== 409 || (await answer.clone().json()).code !== 'round-not-open') return answer;
	}
}

/** A cast with another member, of the same length in all. */
function changed(i: number, change: (cast: Record<string, unknown>) => Record<string, unknown>): string {
	const cast = change(JSON.parse(ballot(i).body) as Record<string, unknown>);
	const bare = JSON.stringify({ ...cast, pad: '' });
	return JSON.stringify({ ...cast, pad: ' '.repeat(2048 - bare.length) });
}
