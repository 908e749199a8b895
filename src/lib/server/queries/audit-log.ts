import { sql, type SQL } from 'drizzle-orm';
import { actsNamed, auditTexts } from '../../i18n/zh-CN/audit.ts';
import type { AuditFilter } from '../../wire/audit.ts';
import type { AuditLine, AuditPage, ChainView } from '../../wire/views-audit.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { meeting } from '../db/schema.ts';

export const LINES_PER_PAGE = 50;

/** Where a search finds more, nobody is told how many more. Without a search the chains' own numbers are the count. */
export const COUNTED_UP_TO = 500;

/** The chains of a congress: its own first, then its meetings, the latest first. */
export const auditChains = (desk: Desk, congressId: string): Promise<ChainView[]> =>
	inCongress(desk, congressId, async (tx) => {
		const meetings = await tx
			.select()
			.from(meeting)
			.orderBy(sql`${meeting.heldOn} desc, ${meeting.id}`);
		return [{ id: 'congress', name: auditTexts.ownChain }, ...meetings.map(({ id, name }) => ({ id, name }))];
	});

/** One page of all chains or one, the newest line first. Pages follow each other by lines, so the last is as quick. */
export const auditPage = (desk: Desk, congressId: string, filter: AuditFilter): Promise<AuditPage> =>
	inCongress(desk, congressId, async (tx) => {
		const { at } = filter;
		const go = at ? filter.go : filter.go === 'oldest' ? 'oldest' : 'newest';
		const rising = go === 'newer' || go === 'oldest';
		const mark = go === 'older' || go === 'newer' ? at : null;
		const found = await auditLines(tx, filter, { rising, mark, limit: LINES_PER_PAGE + 1 });
		const more = found.length > LINES_PER_PAGE;
		const lines = found.slice(0, LINES_PER_PAGE);
		if (rising) lines.reverse();
		// What is beyond the line that this page was asked from is there: it was shown.
		const [newer, older] = rising ? [more, mark !== null] : [mark !== null, more];
		const whole = !newer && !older;
		const total = whole ? lines.length : await countLines(tx, filter);
		return {
			lines,
			newer,
			older,
			total: Math.min(total, totalLimit(filter)),
			capped: total > totalLimit(filter)
		};
	});

/** Up to `most` lines that fit, the newest first: what an export holds. */
export const auditExtract = (
	desk: Desk,
	congressId: string,
	filter: AuditFilter,
	most: number
): Promise<AuditLine[]> =>
	inCongress(desk, congressId, (tx) => auditLines(tx, filter, { rising: false, mark: null, limit: most }));

type Row = Omit<AuditLine, 'prev' | 'hash'> & { prev: Uint8Array; hash: Uint8Array };

type Wanted = { rising: boolean; mark: AuditFilter['at']; limit: number };

/** Each branch brings its own next lines by its index; only those are sorted together. */
async function auditLines(
	tx: Tx,
	filter: AuditFilter,
	{ rising, mark, limit }: Wanted
): Promise<AuditLine[]> {
	const way = rising ? sql`asc` : sql`desc`;
	const branch = (chain: SQL, table: SQL, more: SQL) => {
		// The time alone finds the place in the index; the rest tells apart what happened in one second.
		const beyond = mark
			? rising
				? sql` and at >= ${mark.at} and (at, ${chain}, seq) > (${mark.at}, ${mark.chain}, ${mark.seq}::int)`
				: sql` and at <= ${mark.at} and (at, ${chain}, seq) < (${mark.at}, ${mark.chain}, ${mark.seq}::int)`
			: sql``;
		return sql`(select ${chain} as chain, seq, at, actor, act, detail, prev, hash from ${table}
			where ${conditions(filter)}${more}${beyond} order by at ${way}${table === OWN ? sql`` : sql`, ${chain} ${way}`}, seq ${way} limit ${limit})`;
	};
	const rows = await tx.execute<Row>(sql`
		select * from (${sql.join(branches(filter, branch), sql` union all `)}) as lines
		order by at ${way}, chain ${way}, seq ${way} limit ${limit}`);
	return rows.map((row) => ({
		...row,
		prev: Buffer.from(row.prev).toString('base64url'),
		hash: Buffer.from(row.hash).toString('base64url')
	}));
}

const isSearch = ({ from, to, actor, act, text }: AuditFilter) => Boolean(from || to || actor || act || text);

const totalLimit = (filter: AuditFilter) => (isSearch(filter) ? COUNTED_UP_TO : Infinity);

/** A chain has no gaps, so its last number is its length; what a search finds has to be counted, up to a limit. */
async function countLines(tx: Tx, filter: AuditFilter): Promise<number> {
	const parts = isSearch(filter)
		? // In the order of the index, or the congress would be asked for again with every line.
			branches(
				filter,
				(_, table, more) => sql`(select 1 as lines from ${table} where ${conditions(filter)}${more}
					order by at desc, seq desc limit ${COUNTED_UP_TO + 1})`
			)
		: chainLengths(filter.chain);
	const [row] = await tx.execute<{ count: number }>(
		sql`select coalesce(sum(lines), 0)::int as count from (${sql.join(parts, sql` union all `)}) as parts`
	);
	return row!.count;
}

function chainLengths(chain: string): SQL[] {
	const own = sql`(select max(seq) as lines from desk.congress_audit where congress_id = desk.current_congress())`;
	const held = (which: SQL) =>
		sql`(select (select max(a.seq) from desk.audit a where a.meeting_id = m.id) as lines from desk.meeting m${which})`;
	if (chain === 'congress') return [own];
	return chain ? [held(sql` where m.id = ${chain}::uuid`)] : [own, held(sql``)];
}

const OWN = sql`desk.congress_audit`;
const MEETINGS = sql`desk.audit`;
const NO_MORE = sql``;

/** The tables that the filter's chain leaves, with what else their lines must be. */
function branches({ chain }: AuditFilter, make: (chain: SQL, table: SQL, more: SQL) => SQL): SQL[] {
	const own = () => make(sql`'congress'`, OWN, NO_MORE);
	const meetings = (more: SQL) => make(sql`meeting_id::text`, MEETINGS, more);
	if (chain === 'congress') return [own()];
	return chain ? [meetings(sql` and meeting_id = ${chain}::uuid`)] : [own(), meetings(NO_MORE)];
}

function conditions({ from, to, actor, act, text }: AuditFilter): SQL {
	const fits = [sql`congress_id = desk.current_congress()`];
	// Times are Beijing's in the text of the chain, so days compare as texts do.
	if (from) fits.push(sql`at >= ${from}`);
	if (to) fits.push(sql`at < ${`${to}T24`}`);
	if (actor) fits.push(sql`strpos(actor, ${actor}) > 0`);
	if (act) fits.push(sql`act = ${act}`);
	if (text) {
		const named = actsNamed(text);
		const inDetail = sql`strpos(detail::text, ${text}) > 0`;
		fits.push(named.length ? sql`(act = any(${sql.param(named)}::text[]) or ${inDetail})` : inDetail);
	}
	return sql.join(fits, sql` and `);
}
