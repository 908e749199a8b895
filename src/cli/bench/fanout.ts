import { percentile, type Row } from './report.ts';
import { done, staffOf, startStage, type Stage } from './stage.ts';
import { residentMiB } from './hall.ts';
import { readyRound } from './voting.ts';
import { Watcher } from './watcher.ts';

const SOCKETS = [100, 1000, 3000];
const RELEASES = 10;

/**
 * `fanout`: the box's word that a release is recorded → the new hall view received, over everybody and
 * ten releases; and what a socket costs the server in memory.
 */
export async function benchFanout(runs: number, say: (text: string) => void): Promise<Row[]> {
	const rows: Row[] = [];
	for (const processes of [1, 2]) {
		const stage = await startStage({ delegates: 12 });
		try {
			rows.push(...(await measured(stage, processes, runs, say)));
		} finally {
			await stage.stop();
		}
	}
	return rows;
}

async function measured(
	stage: Stage,
	processes: number,
	runs: number,
	say: (text: string) => void
): Promise<Row[]> {
	const [office, colleague, chair, chief] = [
		await staffOf(stage, 'office', 0),
		await staffOf(stage, 'office', 1),
		await staffOf(stage, 'chair'),
		await staffOf(stage, 'chief-scrutineer')
	];
	const { roundId } = await readyRound(stage, { office, colleague, chair, chief });
	await done('open, chair', chair.act('/chair?/open', { roundId }));
	await done('open, chief scrutineer', chief.act('/scrutineer?/open', { roundId }));
	const ports = [new URL(stage.origin).port, ...(processes > 1 ? [await stage.another()] : [])];
	const watchers: Watcher[] = [];
	const before = residentMiB(stage.serverPid);
	const rows: Row[] = [];
	for (const sockets of SOCKETS) {
		while (watchers.length < sockets) {
			const more = Array.from({ length: Math.min(100, sockets - watchers.length) }, (_, i) =>
				Watcher.open(stage.origin, ports[i % ports.length]!, chair.cookie, 'hall')
			);
			watchers.push(...(await Promise.all(more)));
		}
		const kibPerSocket = (1024 * (residentMiB(stage.serverPid) - before)) / (sockets / processes);
		const latencies: number[] = [];
		for (let run = 0; run < runs; run++) latencies.push(await releases(stage, roundId, watchers));
		const label = `${sockets.toLocaleString('en')} sockets, ${processes} process${processes > 1 ? 'es' : ''}`;
		say(`${label}: p95 ${latencies.at(-1)!.toFixed(0)} ms, ${kibPerSocket.toFixed(0)} KiB a socket`);
		const last = sockets === SOCKETS.at(-1);
		rows.push(
			{
				...{ name: 'fanout', case: label, figure: 'release → view, p95', unit: 'ms', samples: latencies },
				target: last ? { atMost: 300 } : null
			},
			{
				...{ name: 'fanout', case: label, figure: 'memory a socket', unit: 'KiB', samples: [kibPerSocket] },
				target: last ? { atMost: 60 } : null
			}
		);
	}
	watchers.forEach((watcher) => watcher.cut());
	return rows;
}

/** Further apart than views are sent at most, so that none waits for its turn by design. */
async function releases(stage: Stage, roundId: string, watchers: Watcher[]): Promise<number> {
	const latencies: number[] = [];
	for (let release = 0; release < RELEASES; release++) {
		await new Promise((resolve) => setTimeout(resolve, 300));
		const next = watchers.map((watcher) => watcher.next(() => true));
		const at = performance.now();
		await stage.owner`select pg_notify('box', ${roundId})`;
		for (const { atMs } of await Promise.all(next)) latencies.push(atMs - at);
	}
	return percentile(latencies, 0.95);
}
