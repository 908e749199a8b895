import { sql, type SQL } from 'drizzle-orm';
import type { FollowRow } from '../../wire/tracker-views.ts';
import type { ReplyToRate, SuperviseList, SuperviseRow } from '../../wire/supervise-views.ts';
import type { DelegateActor } from '../auth/actor.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { byNumber, byWeight, followRows } from './follow-rows.ts';
import { unratedReplies } from './open-opinions.ts';

const PAGE_SIZE = 20;

/** A deputy's start page: 我监督的项目, 我关注的, and all of the congress, a page at a time. */
export const superviseList = (
	desk: Desk,
	actor: DelegateActor,
	wanted: { words: string; page: number }
): Promise<SuperviseList> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const [head] = await tx.execute<{ name: string; demonstration: boolean }>(sql`
			select c.name, coalesce((select bool_or(m.demonstration) from desk.meeting m), false) as demonstration
			from desk.congress c`);
		const mine = await deputysMarks(tx, actor);
		const list = async (where: SQL, order: SQL, limit = 500, offset = 0) =>
			(await followRows(tx, where, { order, limit, offset })).map((row) => mine.mark(row));
		const { words } = wanted;
		const found = words
			? sql`(position(${words} in p.name) > 0 or position(${words} in p.unit) > 0)`
			: sql`true`;
		const [{ total }] = (await tx.execute<{ total: number }>(
			sql`select count(*)::int as total from tracker.project p where ${found}`
		)) as unknown as [{ total: number }];
		const page = Math.min(Math.max(1, wanted.page), Math.max(1, Math.ceil(total / PAGE_SIZE)));
		const among = (ids: Iterable<string>) => {
			const all = [...ids];
			return all.length ? sql`p.id in ${all}` : sql`false`;
		};
		return {
			congressName: head?.name ?? '',
			demonstration: head?.demonstration ?? false,
			toRate: await repliesToRate(tx, actor),
			mine: await list(among(mine.group), byWeight),
			followed: await list(among([...mine.followed].filter((id) => !mine.group.has(id))), byWeight),
			rows: await list(found, byNumber, PAGE_SIZE, (page - 1) * PAGE_SIZE),
			...{ words, page, total, pageSize: PAGE_SIZE }
		};
	});

/** The replies that wait for this deputy's judgement, the longest waiting first: from groups that he has left, too. */
const repliesToRate = async (tx: Tx, actor: DelegateActor): Promise<ReplyToRate[]> =>
	(
		await tx.execute<ReplyToRate>(sql`
			select u.id as "visitId", u.number, p.id as "projectId", p.name as "projectName", p.unit, v.opinion, y.at
			from ${unratedReplies} u join tracker.visit v on v.id = u.id
			join tracker.visit_reply y on y.visit_id = u.id and y.number = u.number
			join tracker.project p on p.id = u.project_id
			where u.delegate_id = ${actor.id}::uuid order by y.at, u.id limit 500`)
	).map((row) => ({ ...row, at: new Date(row.at).toISOString() }));

/** Where this deputy supervises, what he follows, and where a reply waits for his judgement. */
export async function deputysMarks(tx: Tx, actor: DelegateActor) {
	const ids = async (query: SQL) =>
		new Set((await tx.execute<{ project_id: string }>(query)).map(({ project_id }) => project_id));
	const group = await ids(
		sql`select project_id from tracker.supervisor where delegate_id = ${actor.id}::uuid and until is null`
	);
	const followed = await ids(
		sql`select project_id from tracker.follow where delegate_id = ${actor.id}::uuid`
	);
	const unrated = await tx.execute<{ project_id: string; n: number }>(sql`
		select u.project_id, count(*)::int as n from ${unratedReplies} u where u.delegate_id = ${actor.id}::uuid group by 1`);
	const toRate = new Map(unrated.map(({ project_id, n }) => [project_id, n]));
	return {
		group,
		followed,
		mark: (row: FollowRow): SuperviseRow => ({
			...row,
			inGroup: group.has(row.id),
			followed: followed.has(row.id),
			toRate: toRate.get(row.id) ?? 0
		})
	};
}
