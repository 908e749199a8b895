import { sql } from 'drizzle-orm';
import { isoDate } from '../../i18n/format.ts';
import type { ProjectPage } from '../../wire/project-page.ts';
import { asOfOneMoment, type Desk, type Tx } from '../db/client.ts';
import { fundsOf, type StandingRow } from './project-heads.ts';
import * as parts from './public-parts.ts';
import { replacementOf } from './substitution.ts';

/** Newest lines that the page itself shows; the rest stands on the list's own pages. */
const SHOWN = { photosOfSlot: 2, reports: 3, messages: 5 } as const;

/** Lines of a page of a list. */
export const LIST_PAGE = 20;

/** Everything that is public about one project, read as of one moment; null where it is not (yet) public. */
export const publicProjectPage = (desk: Desk, id: string): Promise<ProjectPage | null> =>
	asOfOneMoment(desk, async (tx) => {
		const row = await rowOf(tx, id);
		if (!row) return null;
		const counts = await parts.countsOf(tx, id);
		return {
			...headOf(row),
			replacement: await replacementOf(tx, id),
			milestones: await parts.milestonesOf(tx, id),
			photos: await parts.newestPhotosOf(tx, id, SHOWN.photosOfSlot),
			photoCount: counts.photos,
			reports: await parts.reportsOf(tx, id, { limit: SHOWN.reports }),
			reportCount: counts.reports,
			changes: await parts.changesOf(tx, id),
			corrections: await parts.correctionsOf(tx, id),
			correctedMeasures: await parts.correctedMeasuresOf(tx, id),
			explanation: await parts.explanationOf(tx, id),
			acceptance: await parts.acceptanceOf(tx, id),
			satisfaction: await parts.satisfactionOf(tx, id),
			rating: await parts.ratingOf(tx, id),
			messages: await parts.messagesOf(tx, id, { limit: SHOWN.messages }),
			messageCount: counts.messages
		};
	});

const lists = { photos: parts.photosOf, reports: parts.reportsOf, messages: parts.messagesOf } as const;
type Lists = typeof lists;
export type PublicList = keyof Lists;

/** A page of one of the lists that grow, newest first, with the project's name; null where that is not public. */
export const publicListPage = <List extends PublicList>(
	desk: Desk,
	id: string,
	list: List,
	page: number
): Promise<{
	name: string;
	congressName: string;
	demonstration: boolean;
	lines: Awaited<ReturnType<Lists[List]>>;
	page: number;
	pages: number;
} | null> =>
	asOfOneMoment(desk, async (tx) => {
		const row = await rowOf(tx, id);
		if (!row) return null;
		const pages = Math.max(1, Math.ceil((await parts.countsOf(tx, id))[list] / LIST_PAGE));
		const shown = Math.min(Math.max(1, page), pages);
		const cut = { limit: LIST_PAGE, offset: (shown - 1) * LIST_PAGE };
		const lines = (await lists[list](tx, id, cut)) as Awaited<ReturnType<Lists[List]>>;
		const { name, congress_name: congressName, demonstration } = row;
		return { name, congressName, demonstration, lines, page: shown, pages };
	});

async function rowOf(tx: Tx, id: string): Promise<StandingRow | undefined> {
	const [row] = await tx.execute<StandingRow>(sql`
		select id, congress_id, congress_name, meeting_name, round_id, number, year, name, category, content, place,
			beneficiaries, unit, leader, total_fen, year_fen, funding, starts_on::text, ends_on::text,
			voted_starts_on::text, voted_ends_on::text, approve, announced_at, updated_at, demonstration, replaced_at,
			light, reasons, percent, planned_percent, planned_fen, arrived_fen, paid_fen, as_of::text, planned_on::text
		from record.project where id = ${id}::uuid`);
	return row;
}

const headOf = (row: StandingRow) => ({
	id: row.id,
	congressName: row.congress_name,
	meetingName: row.meeting_name,
	roundId: row.round_id,
	number: row.number,
	year: row.year,
	name: row.name,
	category: row.category,
	content: row.content,
	place: row.place,
	beneficiaries: row.beneficiaries,
	unit: row.unit,
	leader: row.leader,
	totalFen: Number(row.total_fen),
	yearFen: Number(row.year_fen),
	funding: row.funding,
	startsOn: row.starts_on,
	endsOn: row.ends_on,
	votedStartsOn: row.voted_starts_on,
	votedEndsOn: row.voted_ends_on,
	approve: row.approve,
	announcedAt: new Date(row.announced_at).toISOString(),
	updatedAt: new Date(row.updated_at).toISOString(),
	demonstration: row.demonstration,
	replacedOn: row.replaced_at && isoDate(row.replaced_at),
	light: row.light && { light: row.light, reasons: row.reasons ?? [] },
	percent: row.percent ?? 0,
	plannedPercent: row.planned_percent ?? 0,
	plannedOn: row.planned_on,
	asOf: row.as_of,
	funds: fundsOf(row)
});
