import { randomBytes } from 'node:crypto';
import type { Manifest } from '#lib/crypto/manifest.ts';
import { connectBox } from '#lib/server/box/client.ts';
import type { ProtocolStaff } from '../protocol-client.ts';
import { percentile, type Row } from './report.ts';
import { done, staffOf, until, type Stage } from './stage.ts';
import { castEverybody, drawEverybody, signEverybodyIn, type CastRun } from './voters.ts';

/** Draw requests under way at once: the tablets of a hall ask when the round becomes ready. */
const DRAWS_IN_FLIGHT = 50;
const CASTS_IN_FLIGHT = [50, 300] as const;
/** What of the sealed row does not depend on the marks: nonce, random, signature, one ticket, tag. */
const SEALED_BYTES = 12 + 2 + 32 + 64 + 384 + 16;

type Samples = { draw: number[]; drawP99: number[]; cast: Map<number, (CastRun & { flushes: number })[]> };

/**
 * `draw`, `cast` and `cast-limit`. One run is a whole round over the real protocol: made ready, drawn by
 * everybody, opened, cast by everybody; then it is aborted and its successor is the next run.
 */
export async function benchVoting(stage: Stage, runs: number, say: (text: string) => void): Promise<Row[]> {
	const staff = await signedInStaff(stage);
	say(`${stage.credentials.delegates.length} delegates sign in`);
	const voters = await signEverybodyIn(stage);
	const samples: Samples = { draw: [], drawP99: [], cast: new Map(CASTS_IN_FLIGHT.map((n) => [n, []])) };
	for (let run = 0; run < runs; run++) {
		for (const parallel of CASTS_IN_FLIGHT) {
			const manifest = await readyRound(stage, staff);
			const drawn = await drawEverybody(stage, voters, manifest, DRAWS_IN_FLIGHT);
			samples.draw.push(drawn.seconds);
			samples.drawP99.push(percentile(drawn.latencies, 0.99));
			await openRound(staff, manifest.roundId);
			const flushes = await countFlushes(stage, manifest.roundId);
			const cast = await castEverybody(stage, manifest, drawn.casts, parallel);
			samples.cast.get(parallel)!.push({ ...cast, flushes: await flushes.stop() });
			await expectInBox(stage, manifest.roundId, voters.length);
			await abortRound(staff, manifest.roundId);
			const rate = `${cast.perSecond.toFixed(0)} casts/s, p99 ${percentile(cast.latencies, 0.99).toFixed(0)} ms`;
			say(`run ${run + 1}: drawn in ${drawn.seconds.toFixed(2)} s; ${parallel} in flight ${rate}`);
		}
	}
	const rows = [...drawRows(samples, voters.length), ...castRows(samples)];
	for (const parallel of CASTS_IN_FLIGHT) {
		const cast = samples.cast.get(parallel)!;
		const batch = Math.round((voters.length * cast.length) / sum(cast.map((run) => run.flushes)));
		const limit = await limitRuns(stage, runs, voters.length, batch);
		rows.push(...limitRows(parallel, batch, cast, limit));
	}
	return rows;
}

function drawRows(samples: Samples, people: number): Row[] {
	const label = `${people.toLocaleString('en')}, ${DRAWS_IN_FLIGHT} in flight`;
	return [
		{
			name: 'draw',
			case: label,
			figure: 'all drawn',
			unit: 's',
			samples: samples.draw,
			target: { atMost: 15 }
		},
		{ name: 'draw', case: label, figure: 'latency p99', unit: 'ms', samples: samples.drawP99, target: null }
	];
}

function castRows(samples: Samples): Row[] {
	return CASTS_IN_FLIGHT.flatMap((parallel): Row[] => {
		const runs = samples.cast.get(parallel)!;
		const row = (
			figure: string,
			unit: string,
			target: Row['target'],
			pick: (run: (typeof runs)[number]) => number
		): Row => ({
			name: 'cast',
			case: `${parallel} in flight`,
			figure,
			unit,
			target,
			samples: runs.map(pick)
		});
		const throughput = parallel === 300 ? { atLeast: 1000 } : null;
		return [
			row('durable casts', '1/s', throughput, (run) => run.perSecond),
			row('latency p50', 'ms', null, (run) => percentile(run.latencies, 0.5)),
			row('latency p99', 'ms', { atMost: 300 }, (run) => percentile(run.latencies, 0.99)),
			row('slowest of the last', 'ms', null, (run) => Math.max(...run.lastLatencies)),
			row(
				'ballots a flush',
				'',
				null,
				(run) => (run.latencies.length + run.lastLatencies.length) / run.flushes
			)
		];
	});
}

function limitRows(parallel: number, batch: number, cast: CastRun[], limit: number[]): Row[] {
	const shared = { name: 'cast-limit', case: `batches of ${batch}` };
	const share = cast.map((run, i) => (100 * run.perSecond) / limit[i]!);
	return [
		{ ...shared, figure: 'bare rows', unit: '1/s', samples: limit, target: null },
		{ ...shared, figure: `cast at ${parallel}`, unit: '%', samples: share, target: { atLeast: 60 } }
	];
}

async function signedInStaff(stage: Stage) {
	const [office, colleague, chair, chief] = [
		await staffOf(stage, 'office', 0),
		await staffOf(stage, 'office', 1),
		await staffOf(stage, 'chair'),
		await staffOf(stage, 'chief-scrutineer')
	];
	return { office, colleague, chair, chief };
}
type Staff = Record<'office' | 'colleague' | 'chair' | 'chief', ProtocolStaff>;

/** Makes the meeting's draft ready, by two persons. */
export async function readyRound(stage: Stage, { office, colleague }: Staff): Promise<Manifest> {
	const [draft] = await stage.owner<{ id: string }[]>`select id from desk.round where state = 'draft'`;
	const roundId = draft!.id;
	await done('make ready, first', office.act('/admin?/makeReady', { roundId }));
	await done('make ready, second', colleague.act('/admin?/makeReady', { roundId }));
	const [ready] = await stage.owner<
		{ manifest: Manifest }[]
	>`select manifest from desk.round where id = ${roundId}`;
	return ready!.manifest;
}

export async function openRound({ chair, chief }: Staff, roundId: string): Promise<void> {
	await done('open, chair', chair.act('/chair?/open', { roundId }));
	await done('open, chief scrutineer', chief.act('/scrutineer?/open', { roundId }));
}

async function abortRound({ office, chief }: Staff, roundId: string): Promise<void> {
	await done('abort, first', office.act('/admin?/abort', { roundId, reason: 'benchmark' }));
	await done('abort, second', chief.act('/scrutineer?/confirmAbort', { roundId }));
}

/** Every flush notifies once, with the round and a word of the process: batches counted from outside. */
async function countFlushes(stage: Stage, roundId: string): Promise<{ stop(): Promise<number> }> {
	let flushes = 0;
	const listening = await stage.owner.listen('box', (payload) => {
		const [round, flusher] = payload.split(' ');
		if (round === roundId && flusher) flushes++;
	});
	return {
		async stop() {
			await stage.owner`select 1`;
			await new Promise((resolve) => setTimeout(resolve, 50));
			await listening.unlisten();
			return flushes;
		}
	};
}

/** 0 lost, 0 doubled: what the box holds is exactly what was acknowledged. */
async function expectInBox(stage: Stage, roundId: string, ballots: number): Promise<void> {
	await until('ballots in the box', async () => {
		const [row] = await stage.owner<{ n: number }[]>`select box.cast_count(${roundId}) as n`;
		if (row!.n > ballots) throw new Error(`${row!.n} ballots in the box, ${ballots} were cast`);
		return row!.n === ballots;
	});
}

/** Rows a second of the same statement over a bare connection, one batch after the other, as the queue does. */
async function limitRuns(stage: Stage, runs: number, ballots: number, batch: number): Promise<number[]> {
	const box = connectBox(stage.databaseUrl, { max: 1 });
	// The driver learns the array types with its first answer; an array sent before would go as its element.
	await box`select 1`;
	const rates: number[] = [];
	for (let run = 0; run < runs; run++) {
		const roundId = crypto.randomUUID();
		await stage.owner`insert into gate.round (round_id, state, manifest) values (${roundId}, 'open', '{}')`;
		await stage.owner`select box.admit_round(${roundId})`;
		const batches = Array.from({ length: Math.ceil(ballots / batch) }, (_, i) => {
			const size = Math.min(batch, ballots - i * batch);
			const bytes = (length: number) => Array.from({ length: size }, () => randomBytes(length));
			return { keys: bytes(32), sealed: bytes(SEALED_BYTES), leaves: bytes(32) };
		});
		const started = performance.now();
		for (const { keys, sealed, leaves } of batches) {
			await box`select key, leaf from box.store(${roundId}, ${box.array(keys, BYTEA)},
				${box.array(sealed, BYTEA)}, ${box.array(leaves, BYTEA)}, 'limit')`;
		}
		rates.push((1000 * ballots) / (performance.now() - started));
		await stage.owner`update gate.round set state = 'aborted' where round_id = ${roundId}`;
	}
	await box.end({ timeout: 5 });
	return rates;
}

const BYTEA = 17;

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
