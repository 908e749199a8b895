import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { AUDIT_START, auditHash, nextAuditRecord, type AuditHead } from '#lib/crypto/audit.ts';
import { fromBase64url, toBase64url } from '#lib/crypto/bytes.ts';
import { connectDesk, type Desk } from '#lib/server/db/client.ts';
import { startEmbedded } from '#lib/server/db/embedded.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { auditPage } from '#lib/server/queries/audit-log.ts';
import { checkChains } from '#lib/server/queries/check-chains.ts';
import { auditFilter } from '#lib/wire/audit.ts';
import { seedDemonstration } from '../demo/seed.ts';
import type { Row } from './report.ts';

const LINES = 100_000;
const TARGET_MS = 100;

/**
 * `audit`: one page of the log over two chains of 100,000 lines together, with the count of what fits; and the
 * recount of both chains. Database and asker in one machine, one question at a time.
 */
export async function benchAudit(runs: number, say: (text: string) => void): Promise<Row[]> {
	const dataDir = mkdtempSync(join(tmpdir(), 'piaojue-bench-audit-'));
	chmodSync(dataDir, 0o755);
	const database = await startEmbedded({ dataDir });
	await migrate(database.url);
	const desk = connectDesk(database.url, { dir: '', secret: '' }, { max: 1 });
	const owner = postgres(database.url, { max: 1, onnotice: () => {} });
	try {
		await seedDemonstration(desk, { origin: '', boxOrigin: '', delegates: 12 });
		const [place] = await owner<{ congress: string; meeting: string }[]>`
			select congress_id as congress, id as meeting from desk.meeting`;
		say(`writing ${LINES} lines of audit`);
		await fill(owner, 'audit', { congress_id: place!.congress, meeting_id: place!.meeting });
		await fill(owner, 'congress_audit', { congress_id: place!.congress });
		await owner`analyze desk.audit, desk.congress_audit`;
		return await measured(desk, place!.congress, runs, say);
	} finally {
		await owner.end();
		await desk.$client.end();
		await database.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
}

async function measured(
	desk: Desk,
	congressId: string,
	runs: number,
	say: (text: string) => void
): Promise<Row[]> {
	const questions: [string, Record<string, string>][] = [
		['the newest page', {}],
		['a page in the middle', { go: 'older', at: '2026-07-01T12:00:00+08:00 congress 1' }],
		['the oldest page', { go: 'oldest' }],
		['one act', { act: 'checked-in' }],
		['one actor', { actor: 'office-7' }],
		['one day', { from: '2026-03-05', to: '2026-03-05' }],
		['a text that no line has', { text: '没有这样的内容' }],
		['a text in the words of an act', { text: '签到' }]
	];
	const rows: Row[] = [];
	for (const [label, asked] of questions) {
		const filter = auditFilter.parse(asked);
		await auditPage(desk, congressId, filter);
		const samples: number[] = [];
		for (let run = 0; run < runs; run++) {
			const at = performance.now();
			await auditPage(desk, congressId, filter);
			samples.push(performance.now() - at);
		}
		say(`${label}: ${samples.map((ms) => ms.toFixed(0)).join(', ')} ms`);
		rows.push({
			...{ name: 'audit', case: label, figure: 'page with count', unit: 'ms', samples },
			// A text stands in no index: every line of both chains is read.
			target: 'text' in asked ? null : { atMost: TARGET_MS }
		});
	}
	const at = performance.now();
	const checks = await checkChains(desk, congressId);
	const seconds = (performance.now() - at) / 1000;
	if (checks.some(({ fault }) => fault)) throw new Error('the chains are not whole');
	rows.push({
		...{
			name: 'audit',
			case: `${LINES.toLocaleString('en')} lines`,
			figure: 'recount of the chains',
			unit: 's'
		},
		...{ samples: [seconds], target: null }
	});
	return rows;
}

/** Half of the lines, spread over a year, with valid hashes; the trigger looks at every one. */
async function fill(
	owner: postgres.Sql,
	table: 'audit' | 'congress_audit',
	place: Record<string, string>
): Promise<void> {
	const acts = ['checked-in', 'ballot-drawn', 'signed-in', 'signed-out', 'left-early', 'returned'];
	const [last] = await owner<{ seq: number; hash: Uint8Array }[]>`
		select seq, hash from desk.${owner(table)} order by seq desc limit 1`;
	let head: AuditHead = last ? { count: last.seq, head: toBase64url(last.hash) } : AUDIT_START;
	for (let written = 0; written < LINES / 2;) {
		const lot = Array.from({ length: 1000 }, () => {
			const at = new Date(Date.UTC(2026, 0, 1) + written++ * ((365 * 24 * 3600_000) / (LINES / 2)));
			const record = nextAuditRecord(head, {
				at: new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 19) + '+08:00',
				actor: `office-${written % 40}`,
				act: acts[written % acts.length]!,
				detail: { number: written % 3000, reason: '身体不适，已向代表团团长请假' }
			});
			const hash = auditHash(record);
			head = { count: record.seq, head: toBase64url(hash) };
			return { ...place, ...record, prev: fromBase64url(record.prev), hash };
		});
		await owner`insert into desk.${owner(table)} ${owner(lot as never)}`;
	}
}
