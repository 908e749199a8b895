import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { leafOf } from '#lib/crypto/cast.ts';
import { fingerprintOf, manifestHash, type Manifest } from '#lib/crypto/manifest.ts';
import { encodeMask } from '#lib/domain/ballot.ts';
import { releaseRow } from '#lib/domain/release.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { connectBox } from '#lib/server/box/client.ts';
import { sealRow } from '#lib/server/box/sealed-row.ts';
import { readIssuerKeys, writeRoundKeys } from '#lib/server/round-keys.ts';
import { opinion } from '#lib/server/rehearsal/play-deputies.ts';
import { ProtocolStaff } from '../protocol-client.ts';
import type { Row } from './report.ts';
import { done, staffOf, until, type Stage } from './stage.ts';

const CASES = [
	{ ballots: 76, seconds: 0.3 },
	{ ballots: 3000, seconds: 1 },
	{ ballots: 100_000, seconds: 10 }
];

/**
 * `close`: from the chair's request to the frozen exact result, with the live tally caught up before. The
 * ballots are sealed rows of the product's own form, stored by the product's own function; their tickets are
 * noise, which the count does not look at: they were checked before they were stored.
 */
export async function benchClose(stage: Stage, runs: number, say: (text: string) => void): Promise<Row[]> {
	const template = await readyTemplate(stage);
	const place = await bigCongress(stage, Math.max(...CASES.map(({ ballots }) => ballots)));
	const chair = new ProtocolStaff(stage.origin);
	await chair.signIn(place.chair, place.password);
	const rows: Row[] = [];
	for (const { ballots, seconds } of CASES) {
		const counted: number[] = [];
		const archived: number[] = [];
		for (let run = 0; run < runs; run++) {
			const roundId = await openRoundOf(stage, place, template, ballots);
			await caughtUp(stage, roundId, ballots);
			const started = performance.now();
			await done('close', chair.act('/chair?/close', { roundId }));
			await until('the count', () => exactResult(stage, roundId, ballots));
			counted.push((performance.now() - started) / 1000);
			await until('the sealed archive', async () => {
				const [row] = await stage.owner`select 1 from desk.round_result
					where round_id = ${roundId} and result_hash is not null`;
				return row;
			});
			archived.push((performance.now() - started) / 1000);
			say(`${ballots} ballots, run ${run + 1}: result ${counted.at(-1)!.toFixed(3)} s after the close`);
		}
		const shared = { name: 'close', case: `${ballots.toLocaleString('en')} ballots`, unit: 's' };
		rows.push(
			{ ...shared, figure: 'exact result', samples: counted, target: { atMost: seconds } },
			{ ...shared, figure: 'ready to sign', samples: archived, target: null }
		);
	}
	return rows;
}

/** A manifest as make-ready writes it; the rounds of this benchmark are made after it. */
async function readyTemplate(stage: Stage): Promise<Manifest> {
	const [draft] = await stage.owner<{ id: string }[]>`select id from desk.round where state = 'draft'`;
	const roundId = draft!.id;
	for (const which of [0, 1]) {
		const office = await staffOf(stage, 'office', which);
		await done('make ready', office.act('/admin?/makeReady', { roundId }));
	}
	const [row] = await stage.owner<
		{ manifest: Manifest }[]
	>`select manifest from desk.round where id = ${roundId}`;
	return row!.manifest;
}

type Place = { congressId: string; meetings: Map<number, string>; chair: string; password: string };

/** A congress of `people`, with one meeting per case in which exactly its deputies are checked in. */
async function bigCongress(stage: Stage, people: number): Promise<Place> {
	const { owner } = stage;
	const congressId = crypto.randomUUID();
	const password = randomBytes(9).toString('base64url');
	const chair = 'bench-chair';
	await owner`insert into desk.congress (id, name, level) values (${congressId}, 'bench', 'town')`;
	const [account] = await owner<{ id: string }[]>`
		insert into desk.staff (congress_id, username, password_hash, role, name)
		values (${congressId}, ${chair}, ${await hashPassword(password)}, 'chair', 'bench') returning id`;
	await owner`insert into desk.delegate (congress_id, number, name, delegation, seat)
		select ${congressId}, n, 'deputy ' || n, 'bench', 'seat ' || n from generate_series(1, ${people}::int) n`;
	const meetings = new Map<number, string>();
	for (const { ballots } of CASES) {
		const meetingId = crypto.randomUUID();
		meetings.set(ballots, meetingId);
		await owner`insert into desk.meeting (id, congress_id, name, held_on, venue)
			values (${meetingId}, ${congressId}, 'bench', '2024-04-12', 'bench')`;
		await owner`insert into desk.check_in (congress_id, meeting_id, delegate_id, at, by)
			select congress_id, ${meetingId}, id, now(), ${account!.id}
			from desk.delegate where congress_id = ${congressId} and number <= ${ballots}`;
	}
	await owner`analyze`;
	return { congressId, meetings, chair, password };
}

/** An open round in which everybody has drawn and cast. */
async function openRoundOf(stage: Stage, place: Place, template: Manifest, ballots: number): Promise<string> {
	const { owner, keys } = stage;
	const roundId = crypto.randomUUID();
	const meetingId = place.meetings.get(ballots)!;
	const manifest: Manifest = {
		...template,
		roundId,
		meeting: { id: meetingId, name: 'bench' },
		electorate: ballots
	};
	const hash = manifestHash(manifest);
	const box = { ackSecret: new Uint8Array(randomBytes(32)), storageKey: new Uint8Array(randomBytes(32)) };
	const issuer = await readIssuerKeys(keys, template.roundId);
	await writeRoundKeys(keys, roundId, { issuer: issuer!, box });
	const [{ sequence }] = (await owner`select count(*)::int + 1 as sequence from desk.round
		where meeting_id = ${meetingId}`) as unknown as [{ sequence: number }];
	await owner`insert into desk.round (id, congress_id, meeting_id, sequence, kind, title, rules)
		values (${roundId}, ${place.congressId}, ${meetingId}, ${sequence}, 'first', 'bench', ${owner.json(manifest.rules)})`;
	const people = owner`from desk.delegate d where d.congress_id = ${place.congressId} and d.number <= ${ballots}`;
	await owner`insert into desk.round_roll (congress_id, round_id, delegate_id, number, card_public_key)
		select d.congress_id, ${roundId}, d.id, d.number, decode(repeat(md5(d.id::text), 2), 'hex') ${people}`;
	await owner`insert into desk.draw (congress_id, round_id, delegate_id, number, channel, card_public_key, blinded, signature)
		select d.congress_id, ${roundId}, d.id, d.number, 'electronic', decode(repeat(md5(d.id::text), 2), 'hex'),
			decode(repeat(md5(d.id::text || ${roundId}), 24), 'hex'), decode(repeat(md5(d.id::text || ${roundId}), 4), 'hex') ${people}`;
	await owner`update desk.round set state = 'ready', manifest = ${owner.json(manifest)}, manifest_hash = ${Buffer.from(hash)},
		fingerprint = ${fingerprintOf(hash)}, ready_at = now() where id = ${roundId}`;
	await owner`update desk.round set state = 'open', opened_at = now() where id = ${roundId}`;
	await owner`insert into gate.round (round_id, state, manifest, drawn_at_opening)
		values (${roundId}, 'open', ${JSON.stringify(manifest)}, ${ballots})`;
	await owner`select box.admit_round(${roundId})`;
	await storeBallots(stage, manifest, box.storageKey, ballots);
	await owner`analyze`;
	await owner`select pg_notify('gate', ${roundId})`;
	return roundId;
}

/** Stores `ballots` sealed ballots as a flush does, by the box's own function. */
async function storeBallots(
	stage: Stage,
	manifest: Manifest,
	storageKey: Uint8Array,
	ballots: number
): Promise<void> {
	const box = connectBox(stage.databaseUrl, { max: 1 });
	const { roundId } = manifest;
	for (let stored = 0; stored < ballots; stored += 500) {
		const rows = Array.from({ length: Math.min(500, ballots - stored) }, () => {
			const [key, random, signature, ticket] = [32, 32, 64, 384].map(
				(length) => new Uint8Array(randomBytes(length))
			);
			const mask = encodeMask(opinion(manifest));
			const leaf = leafOf({ roundId, key: key!, mask, random: random! });
			const open = { mask, random: random!, signature: signature!, tickets: [ticket!] };
			return {
				key: Buffer.from(key!),
				leaf: Buffer.from(leaf),
				sealed: sealRow(storageKey, roundId, key!, open)
			};
		});
		await box`select from box.store(${roundId}, ${box.array(
			rows.map((row) => row.key),
			BYTEA
		)}, ${box.array(
			rows.map((row) => row.sealed),
			BYTEA
		)}, ${box.array(
			rows.map((row) => row.leaf),
			BYTEA
		)}, 'bench')`;
	}
	await box.end({ timeout: 5 });
}

const BYTEA = 17;

/** Waits until all but the reserve is released, as it is when the last deputies voted some seconds ago. */
async function caughtUp(stage: Stage, roundId: string, ballots: number): Promise<void> {
	const { reserve } = releaseRow(ballots)!;
	await until('the live tally', async () => {
		const [row] = await stage.owner<{ released: number | null }[]>`
			select max(released) as released from gate.release where round_id = ${roundId}`;
		return row!.released === ballots - reserve;
	});
	await sleep(200);
}

async function exactResult(stage: Stage, roundId: string, ballots: number): Promise<boolean> {
	const [row] = await stage.owner<{ state: string; returned: number | null }[]>`
		select r.state, (s.result ->> 'returned')::int as returned
		from desk.round r left join desk.round_result s on s.round_id = r.id where r.id = ${roundId}`;
	if (row!.state === 'void') throw new Error(`the round of ${ballots} ballots is void`);
	if (row!.state !== 'counted') return false;
	if (row!.returned !== ballots) throw new Error(`${row!.returned} of ${ballots} ballots were counted`);
	return true;
}
