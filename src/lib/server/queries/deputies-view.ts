import { and, asc, count, countDistinct, eq, ilike, ne, or, sql, type SQL } from 'drizzle-orm';
import type { DeputiesView, DeputyRow } from '../../wire/views-import.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { card, delegate, scrutineer } from '../db/schema.ts';
import { lockView } from './imports-view.ts';

const PAGE_ROWS = 100;

/** 代表名册, a page at a time. @param wanted.search a number, or a part of name, delegation, seat or telephone */
export const deputiesView = (
	desk: Desk,
	congressId: string,
	meetingId: string,
	wanted: { search: string; page: number; former: boolean }
): Promise<DeputiesView> =>
	inCongress(desk, congressId, async (tx) => {
		const filter = and(eq(delegate.active, !wanted.former), found(wanted.search));
		const [totals] = await tx
			.select({
				active: sql<number>`count(*) filter (where ${delegate.active})`.mapWith(Number),
				former: sql<number>`count(*) filter (where not ${delegate.active})`.mapWith(Number)
			})
			.from(delegate);
		const [groups] = await tx
			.select({ count: countDistinct(delegate.delegation) })
			.from(delegate)
			.where(eq(delegate.active, true));
		const [carded] = await tx
			.select({ count: count() })
			.from(card)
			.innerJoin(delegate, and(eq(delegate.id, card.delegateId), eq(delegate.active, true)))
			.where(ne(card.state, 'revoked'));
		const [matching] = await tx.select({ count: count() }).from(delegate).where(filter);
		const pages = Math.max(1, Math.ceil(matching!.count / PAGE_ROWS));
		const page = Math.min(Math.max(1, wanted.page), pages);
		return {
			rows: await rowsOf(tx, meetingId, filter, page),
			...{ page, pages, found: matching!.count },
			...{ active: totals!.active, former: totals!.former, delegations: groups!.count },
			withoutCard: totals!.active - carded!.count,
			lock: await lockView(tx)
		};
	});

/** One deputy for the form that changes it. */
export const deputyRow = (
	desk: Desk,
	congressId: string,
	meetingId: string,
	deputyId: string
): Promise<DeputyRow | null> =>
	inCongress(desk, congressId, async (tx) => {
		const [row] = await rowsOf(tx, meetingId, eq(delegate.id, deputyId), 1);
		return row ?? null;
	});

async function rowsOf(
	tx: Tx,
	meetingId: string,
	filter: SQL | undefined,
	page: number
): Promise<DeputyRow[]> {
	const rows = await tx
		.select({ person: delegate, chief: scrutineer.chief, card: card.state })
		.from(delegate)
		.leftJoin(scrutineer, and(eq(scrutineer.delegateId, delegate.id), eq(scrutineer.meetingId, meetingId)))
		.leftJoin(card, and(eq(card.delegateId, delegate.id), ne(card.state, 'revoked')))
		.where(filter)
		.orderBy(asc(delegate.number))
		.limit(PAGE_ROWS)
		.offset((page - 1) * PAGE_ROWS);
	return rows.map(({ person, chief, card: state }) => ({
		id: person.id,
		number: person.number,
		name: person.name,
		gender: person.gender,
		delegation: person.delegation,
		seat: person.seat,
		phone: person.phone,
		scrutineer: chief === null ? 'none' : chief ? 'chief' : 'member',
		active: person.active,
		card: state === 'revoked' ? null : state
	}));
}

function found(search: string): SQL | undefined {
	if (search === '') return undefined;
	const part = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
	return or(
		/^\d{1,9}$/.test(search) ? eq(delegate.number, Number(search)) : undefined,
		ilike(delegate.name, part),
		ilike(delegate.delegation, part),
		ilike(delegate.seat, part),
		ilike(delegate.phone, part)
	);
}
