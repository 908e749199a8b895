import { fileNames } from '../../i18n/zh-CN/open-data.ts';
import { uuidText } from '../../wire/api.ts';
import type { ProjectAnswer } from '../../wire/public-api.ts';
import { problemAnswer } from '../answers.ts';
import type { Desk } from '../db/client.ts';
import { csvFile } from '../papers/tables.ts';
import { inPublicTurn, sheetAside } from '../papers/workbook-aside.ts';
import { formatOf, formats, publicAnswer, publicJson, unknownFormat, withSuffix } from '../public-answers.ts';
import { publicProjectRecord } from '../queries/public-project-record.ts';
import { headAnswer } from './project-answers.ts';
import { projectSheet, projectTable } from './project-table.ts';

/** One project in the format that is asked for; `named` is its id, with a suffix where the address has one. */
export async function projectAnswerTo(
	{ request, locals }: { request: Request; locals: { publicDesk: Desk; origin: string } },
	named: string
): Promise<Response> {
	const { name, suffix } = withSuffix(named);
	const id = uuidText.safeParse(name);
	if (!id.success) return problemAnswer('not-found');
	const format = formatOf(request, suffix);
	if (!format) return unknownFormat();
	const project = await wholeAnswer(locals.publicDesk, id.data, locals.origin);
	if (!project) return problemAnswer('not-found');
	const negotiated = suffix === null;
	if (format === 'json') return publicJson(request, project, { negotiated });
	const body =
		format === 'csv'
			? csvFile(projectTable(project))
			: await inPublicTurn(() => sheetAside(projectSheet(project)));
	if (!body) return problemAnswer('try-later');
	const filename = `${project.demonstration ? fileNames.demonstration : ''}${project.name}.${format}`;
	return publicAnswer(request, { body, type: formats[format], filename, negotiated });
}

async function wholeAnswer(desk: Desk, id: string, origin: string): Promise<ProjectAnswer | null> {
	const found = await publicProjectRecord(desk, id);
	if (!found) return null;
	const { head, record } = found;
	return {
		...headAnswer(head, origin),
		...record,
		// The list of them takes the place of the head's counts.
		nextMilestone: head.milestones.next,
		photos: record.photos.map(({ id, ...photo }) => ({ ...photo, url: `${origin}/evidence/${id}` }))
	};
}
