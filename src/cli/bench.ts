import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { exitOnSignals } from '#lib/server/db/embedded.ts';
import { benchAudit } from './bench/audit.ts';
import { benchClose } from './bench/close.ts';
import { benchCount } from './bench/count.ts';
import { benchFanout } from './bench/fanout.ts';
import { benchFollowUp } from './bench/follow-up.ts';
import { benchHall } from './bench/hall.ts';
import { benchImport } from './bench/import.ts';
import { machine, packageVersions, summarise, table, type Row } from './bench/report.ts';
import { startStage, versionOf } from './bench/stage.ts';
import { benchVoting } from './bench/voting.ts';

/**
 * npm run bench [-- NAME…] [--runs N] [--json FILE] [--profile DIR]
 *
 * Measures the whole system on this machine, see docs/performance.md. Exit 1 where a target was missed.
 */
const NAMES = [
	'cast',
	'cast-limit',
	'draw',
	'close',
	'count',
	'hall',
	'fanout',
	'audit',
	'import',
	'follow-up'
] as const;
const DELEGATES = 3000;

const { positionals, values } = parseArgs({
	allowPositionals: true,
	options: {
		runs: { type: 'string', default: '5' },
		json: { type: 'string' },
		profile: { type: 'string' }
	}
});
const say = (text: string) => console.error(`${new Date().toTimeString().slice(0, 8)}  ${text}`);

exitOnSignals();
await main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});

async function main(): Promise<void> {
	const wanted = new Set(positionals.length ? positionals : NAMES);
	const unknown = [...wanted].filter((name) => !(NAMES as readonly string[]).includes(name));
	if (unknown.length)
		throw new Error(`no such benchmark: ${unknown.join(', ')}; there are ${NAMES.join(', ')}`);
	const runs = Number(values.runs);
	if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs must be a whole number from 1');
	const startedAt = new Date().toISOString();
	const { rows, setting } = await measure(wanted, runs);
	const report = {
		startedAt,
		machine: machine(),
		versions: packageVersions(),
		...setting,
		method:
			`${runs} runs; server, load generator and database share this machine; verdict by the median. ` +
			'cast: bare sockets, a new connection a ballot, because the box closes each; rate and latencies ' +
			'over the time in which the full number was in flight. draw: kept connections; blinding and ' +
			'unblinding not in the time. cast-limit: box.store alone, one batch after the other.',
		rows: rows.map(summarise)
	};
	console.log(describe(report));
	console.log(table(report.rows));
	if (values.json) writeFileSync(values.json, JSON.stringify(report, null, '\t') + '\n');
	process.exit(report.rows.some((row) => row.met === false) ? 1 : 0);
}

async function measure(wanted: Set<string>, runs: number) {
	const rows: Row[] = [];
	if (wanted.has('count')) {
		say('counting');
		rows.push(...benchCount(runs));
	}
	if (wanted.has('hall')) rows.push(...(await benchHall(runs, say)));
	if (wanted.has('fanout')) rows.push(...(await benchFanout(runs, say)));
	if (wanted.has('audit')) rows.push(...(await benchAudit(runs, say)));
	if (wanted.has('follow-up')) rows.push(...(await benchFollowUp(runs, say)));
	const voting = ['cast', 'cast-limit', 'draw'].some((name) => wanted.has(name));
	if (!voting && !wanted.has('close') && !wanted.has('import')) return { rows, setting: {} };
	say('starting PostgreSQL and the server');
	const stage = await startStage({ delegates: DELEGATES, profileDir: values.profile });
	try {
		// First, while the roll may still be changed.
		if (wanted.has('import')) rows.push(...(await benchImport(stage, runs, say)));
		if (voting) rows.push(...(await benchVoting(stage, runs, say)));
		if (wanted.has('close')) rows.push(...(await benchClose(stage, runs, say)));
		const setting = { server: stage.settings, postgresql: await versionOf(stage.owner) };
		return { rows: rows.filter((row) => wanted.has(row.name)), setting };
	} finally {
		await stage.stop();
	}
}

function describe(report: object): string {
	return Object.entries(report)
		.filter(([name]) => name !== 'rows')
		.map(
			([name, value]) =>
				`${name}: ${typeof value === 'string' ? value : pairs(value as Record<string, string>)}`
		)
		.join('\n');
}

function pairs(values: Record<string, string>): string {
	return Object.entries(values)
		.map(([name, value]) => `${name} ${value}`)
		.join(', ');
}
