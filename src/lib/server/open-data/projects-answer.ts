import type { z } from 'zod';
import { fileNames } from '../../i18n/zh-CN/open-data.ts';
import { isoDate } from '../../i18n/format.ts';
import { MOST_FILE_ROWS, MOST_ROWS, projectsQuery } from '../../wire/public-api.ts';
import type { PublicFilter } from '../../wire/views.ts';
import { problemAnswer } from '../answers.ts';
import { csvFile } from '../papers/tables.ts';
import { inPublicTurn, sheetAside } from '../papers/workbook-aside.ts';
import { formatOf, formats, publicAnswer, publicJson, unknownFormat } from '../public-answers.ts';
import { countProjects, cursorOf, placeOfCursor, publicProjects } from '../queries/public-projects.ts';
import { queryOf, type Asked } from './asked.ts';
import { addressOf } from './address-of.ts';
import { headAnswer } from './project-answers.ts';
import { projectsSheet, projectsTable } from './project-table.ts';

/** Rows of a JSON answer where nothing else is asked for. */
const USUAL_ROWS = 100;

/**
 * The list of projects in the format that is asked for, a page at a time. The address of the next page is in the
 * answer and, for files too, in the Link header.
 */
export async function projectsAnswerTo(asked: Asked, suffix: string | null): Promise<Response> {
	const format = formatOf(asked.request, suffix);
	if (!format) return unknownFormat();
	const query = projectsQuery.safeParse(queryOf(asked.url));
	if (!query.success) return problemAnswer('bad-request');
	const answer = () => answerIn(format, asked, query.data, suffix === null);
	if (format !== 'xlsx') return answer();
	return (await inPublicTurn(answer)) ?? problemAnswer('try-later');
}

/** @param negotiated whether the format stood in no address but in what the asker accepts */
async function answerIn(
	format: keyof typeof formats,
	{ request, url, locals }: Asked,
	{ year, congress, light, q, limit: wished, after }: z.infer<typeof projectsQuery>,
	negotiated: boolean
): Promise<Response> {
	const filter: PublicFilter = {
		...{ year: year ?? null, congress: congress ?? null, light: light ?? null, words: q ?? '' }
	};
	const [most, usual] = format === 'json' ? [MOST_ROWS, USUAL_ROWS] : [MOST_FILE_ROWS, MOST_FILE_ROWS];
	const limit = Math.min(wished ?? usual, most);
	const { publicDesk: desk, origin } = locals;
	const rows = await publicProjects(desk, filter, {
		limit: limit + 1,
		after: after ? placeOfCursor(after) : null
	});
	const heads = rows.slice(0, limit);
	const next = rows.length > limit ? addressOf(url, { after: cursorOf(heads.at(-1)!) }) : null;
	const projects = heads.map((head) => headAnswer(head, origin));
	const shared = { next: next && origin + next, negotiated };
	if (format === 'json')
		return publicJson(
			request,
			{ projects, total: await countProjects(desk, filter), limit, next: shared.next },
			shared
		);
	const body =
		format === 'csv'
			? csvFile(projectsTable(projects))
			: await sheetAside(projectsSheet(projects, fileNames.list));
	const mark = heads.some(({ demonstration }) => demonstration) ? fileNames.demonstration : '';
	const filename = `${mark}${fileNames.list} ${isoDate(new Date())}.${format}`;
	return publicAnswer(request, { body, type: formats[format], filename, ...shared });
}
