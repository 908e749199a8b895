import { sql, type SQL } from 'drizzle-orm';
import type { ProjectHead, ProjectView, PublicFilter, PublicPage } from '../../wire/views.ts';
import type { Desk } from '../db/client.ts';
import { projectHeads, wholeProject } from './project-heads.ts';

/** Cards to a page. */
export const PAGE_SIZE = 20;

/** Nobody turns more pages than this: whoever looks for something narrows the list. */
const MOST_PAGES = 200;

/** More congresses than this are found by their links and not in a list to choose from. */
const MOST_CONGRESSES = 60;

export const everything: PublicFilter = { year: null, congress: null, light: null, words: '' };

/** Projects under way, of every congress, newest year first: what has been announced is public. */
export const publicProjects = (
	desk: Desk,
	filter: PublicFilter,
	{ limit, offset = 0, after = null }: { limit: number; offset?: number; after?: ListPlace | null }
): Promise<ProjectHead[]> =>
	projectHeads(desk, after ? sql`${conditionOf(filter)} and ${behind(after)}` : conditionOf(filter), {
		limit,
		offset
	});

/** How many projects a filter leaves. */
export async function countProjects(desk: Desk, filter: PublicFilter): Promise<number> {
	const [row] = await desk.execute<{ total: number }>(
		sql`select count(*)::int as total from record.project p where ${conditionOf(filter)}`
	);
	return row!.total;
}

/** A numbered page for people, with what its filters offer. A page behind the last one is the last one. */
export async function publicPage(desk: Desk, filter: PublicFilter, page: number): Promise<PublicPage> {
	const [total, years, congresses] = await Promise.all([
		countProjects(desk, filter),
		publicYears(desk),
		offeredCongresses(desk, filter.congress)
	]);
	const pages = Math.min(MOST_PAGES, Math.max(1, Math.ceil(total / PAGE_SIZE)));
	const shown = Math.min(Math.max(1, page), pages);
	const projects = await publicProjects(desk, filter, {
		limit: PAGE_SIZE,
		offset: (shown - 1) * PAGE_SIZE
	});
	return {
		filter,
		page: shown,
		pages,
		beyond: total > MOST_PAGES * PAGE_SIZE,
		total,
		projects,
		years,
		congresses
	};
}

/** Years of which there is a project, newest first: one step down the index for each. */
export async function publicYears(desk: Desk): Promise<number[]> {
	const rows = await desk.execute<{ year: number }>(sql`
		with recursive known(year) as (
			(select p.year from record.project p order by p.year desc limit 1)
			union all
			select (select p.year from record.project p where p.year < k.year order by p.year desc limit 1)
			from known k where k.year is not null
		) select year from known where year is not null`);
	return rows.map(({ year }) => year);
}

/** Congresses with something announced, by name; where they are too many, the wanted one alone. */
export async function offeredCongresses(
	desk: Desk,
	wanted: string | null
): Promise<{ id: string; name: string }[]> {
	const rows = await desk.execute<{ id: string; name: string }>(sql`
		select distinct r.congress_id as id, r.congress_name as name from record.round r order by name
		limit ${MOST_CONGRESSES + 1}`);
	if (rows.length <= MOST_CONGRESSES) return rows.map(({ id, name }) => ({ id, name }));
	return wanted ? congressNamed(desk, wanted) : [];
}

/** A congress with something announced; none for another. */
export async function congressNamed(desk: Desk, id: string): Promise<{ id: string; name: string }[]> {
	const rows = await desk.execute<{ id: string; name: string }>(sql`
		select r.congress_id as id, r.congress_name as name from record.round r
		where r.congress_id = ${id}::uuid limit 1`);
	return rows.map((row) => ({ id: row.id, name: row.name }));
}

export const publicProject = (desk: Desk, id: string): Promise<ProjectView | null> => wholeProject(desk, id);

/** Where a page of the list ends: the sort key of its last project. */
export type ListPlace = { year: number; congressId: string; number: number; id: string };

/** `2025.<congress>.3.<project>`: what the next page's address names. */
export const cursorOf = (last: ProjectHead): string =>
	[last.year, last.congressId, last.number, last.id].join('.');

export function placeOfCursor(cursor: string): ListPlace {
	const [year, congressId, number, id] = cursor.split('.');
	return { year: Number(year), congressId: congressId!, number: Number(number), id: id! };
}

const behind = ({ year, congressId, number, id }: ListPlace): SQL =>
	sql`p.year <= ${year}::int and (p.year < ${year}::int
		or (p.congress_id, p.number, p.id) > (${congressId}::uuid, ${number}::int, ${id}::uuid))`;

function conditionOf({ year, congress, light, words }: PublicFilter): SQL {
	const conditions: SQL[] = [];
	if (year !== null) conditions.push(sql`p.year = ${year}::int`);
	if (congress) conditions.push(sql`p.congress_id = ${congress}::uuid`);
	// A project that no light was worked out for yet has not begun; a replaced one shows none.
	if (light)
		conditions.push(
			light === 'grey' ? sql`(p.light = 'grey' or p.light is null)` : sql`p.light = ${light}::text`,
			sql`p.replaced_at is null`
		);
	if (words)
		conditions.push(
			sql`(position(${words} in p.name) > 0 or position(${words} in p.unit) > 0 or position(${words} in p.place) > 0)`
		);
	return conditions.length ? sql.join(conditions, sql` and `) : sql`true`;
}
