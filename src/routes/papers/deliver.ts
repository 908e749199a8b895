import { papersPageTexts, papersRefusalTexts } from '#lib/i18n/zh-CN/papers.ts';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import {
	markOf,
	paperDocument,
	paperPolicy,
	type Paper,
	type PaperMark,
	type PaperTools
} from '#lib/server/papers/document.ts';
import { html } from '#lib/server/papers/html.ts';
import type { Press } from '#lib/server/papers/press.ts';
import { csvFile, type Table } from '#lib/server/papers/tables.ts';
import { xlsxAside } from '#lib/server/papers/workbook-aside.ts';
import { candidateFileFor } from '#lib/server/queries/candidate-file.ts';
import type { PaperFormat } from '#lib/wire/papers.ts';
import { problem } from '#lib/wire/problem.ts';
import type { MeetingHead } from '#lib/wire/views.ts';

type Wanted = {
	meeting: MeetingHead;
	congressId: string;
	/** Null: there is nothing that may be printed yet. */
	paper: Paper | null;
	back: PaperTools['back'];
	links?: PaperTools['links'];
	/** Writes down that the paper was printed, or saved as PDF. */
	printed?: () => Promise<void>;
};

/** A paper as a page to read and print, or as a PDF of that very page. */
export async function deliverPaper(
	locals: Pick<App.Locals, 'desk' | 'uploadDir'> & { press: Pick<Press, 'available' | 'pdf'> },
	url: URL,
	format: PaperFormat,
	{ meeting, congressId, paper, back, links = [], printed }: Wanted
): Promise<Response> {
	const mark = markOf(meeting);
	if (!paper) return notYet(format, mark, back);
	if (format === 'html') {
		const pdf = locals.press.available ? `${url.pathname}.pdf${url.search}` : null;
		return page(paperDocument(paper, mark, { back, pdf, links, counted: printed !== undefined }), 200);
	}
	const drawn = await locals.press.pdf(paperDocument(paper, mark, null), (path) => {
		const id = /^\/candidate-files\/([\w-]{36})$/.exec(path)?.[1];
		return id ? candidateFileFor(locals.desk, locals.uploadDir, congressId, id) : Promise.resolve(null);
	});
	if (!drawn.ok) return unavailable(refusalText(drawn.code));
	await printed?.();
	return file(drawn.value, 'application/pdf', paper.title, mark, 'pdf');
}

/** The same rows for Excel or as CSV. */
export async function deliverTable(
	format: PaperFormat,
	{ meeting, table, title }: { meeting: MeetingHead; table: Table | null; title: string }
): Promise<Response> {
	const mark = markOf(meeting);
	if (!table) return conflict();
	if (format === 'csv') return file(csvFile(table), 'text/csv; charset=utf-8', title, mark, 'csv');
	const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
	return file(await xlsxAside(table, papersPageTexts.sheet), type, title, mark, 'xlsx');
}

function notYet(format: PaperFormat, mark: PaperMark | null, back: PaperTools['back']): Response {
	if (format !== 'html') return conflict();
	const text = papersRefusalTexts['paper-not-yet'];
	const body = html`<p>${text}</p>
		<p><a href="${back.href}">${back.text}</a></p>`;
	return page(paperDocument({ title: papersPageTexts.title, body }, mark, null), 409);
}

const conflict = (): Response =>
	problemResponse({
		...problem('round-closed', papersRefusalTexts['paper-not-yet']),
		title: 'paper-not-yet',
		code: 'paper-not-yet'
	});

const unavailable = (detail: string): Response => problemResponse(problem('try-later', detail));

const problemResponse = (body: { status: number; [member: string]: unknown }): Response =>
	new Response(JSON.stringify(body), {
		status: body.status,
		headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' }
	});

const page = (document: string, status: number): Response =>
	new Response(document, {
		status,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': paperPolicy,
			'cache-control': 'no-store'
		}
	});

/** The file's name carries the word of an unreal meeting too. */
function file(
	body: BodyInit,
	type: string,
	title: string,
	mark: PaperMark | null,
	extension: string
): Response {
	const name = encodeURIComponent(`${title}${mark ? `（${mark.text}）` : ''}.${extension}`);
	return new Response(body, {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename="paper.${extension}"; filename*=UTF-8''${name}`,
			'cache-control': 'no-store'
		}
	});
}
