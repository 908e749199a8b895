import { error } from '@sveltejs/kit';
import { isoDate } from '#lib/i18n/format.ts';
import { paperNames, papersPageTexts as t } from '#lib/i18n/zh-CN/papers.ts';
import { announcementPaper } from '#lib/server/papers/announcement-paper.ts';
import { attendancePaper } from '#lib/server/papers/attendance-paper.ts';
import { ballotPaper } from '#lib/server/papers/ballot-paper.ts';
import { bookletPaper } from '#lib/server/papers/booklet-paper.ts';
import type { Paper } from '#lib/server/papers/document.ts';
import { attendanceTable, resultTable } from '#lib/server/papers/file-tables.ts';
import { lastYearPaper } from '#lib/server/papers/last-year-paper.ts';
import { reportPaper } from '#lib/server/papers/report-paper.ts';
import { rulesPaper } from '#lib/server/papers/rules-paper.ts';
import { recordPrint } from '#lib/server/desk/record-print.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { lastYear } from '#lib/server/queries/last-year.ts';
import { attendanceFacts } from '#lib/server/queries/papers-attendance.ts';
import { paperFacts, type PaperFacts } from '#lib/server/queries/papers-facts.ts';
import {
	paperFile,
	paperQuery,
	type PaperFormat,
	type PaperKind,
	type PaperQuery
} from '#lib/wire/papers.ts';
import { queryFields } from '#lib/wire/query.ts';
import { staffOf } from '../../staff-of.ts';
import { deliverPaper, deliverTable } from '../deliver.ts';
import type { RequestHandler } from './$types';

const back = { href: '/papers', text: t.back };

export const GET: RequestHandler = async ({ locals, params, url }) => {
	const wanted = paperFile(params.paper);
	const query = paperQuery.safeParse(queryFields(url.searchParams));
	if (!wanted || !query.success) error(404);
	const { kind, format } = wanted;
	if (kind === 'attendance') return attendance(locals, url, format);
	if (kind === 'lastyear') return lastYearSheet(locals, url, format);
	const { congressId } = staffOf(locals);
	const facts = query.data.round ? await paperFacts(locals.desk, congressId, query.data.round) : null;
	if (!facts) error(404);
	if (format === 'xlsx' || format === 'csv') {
		const title = `${facts.meeting.name}${facts.round.title}${paperNames.report}`;
		return deliverTable(format, { meeting: facts.meeting, table: resultTable(facts), title });
	}
	const paper = paperOf(kind, facts, query.data);
	const printed = () => notePrint(locals, facts.meeting.id, kind, facts.round.id);
	return deliverPaper(locals, url, format, { meeting: facts.meeting, congressId, paper, back, printed });
};

/** 打印 was pressed on the page of a paper: the page says so by itself and waits for no answer. */
export const POST: RequestHandler = async ({ locals, params, url }) => {
	const wanted = paperFile(params.paper);
	const query = paperQuery.safeParse(queryFields(url.searchParams));
	if (!wanted || !query.success) error(404);
	const { congressId } = staffOf(locals);
	const { round } = query.data;
	const facts = round ? await paperFacts(locals.desk, congressId, round) : null;
	const meetingId = round ? facts?.meeting.id : await currentMeetingId(locals.desk, congressId);
	if (!meetingId) error(404);
	await notePrint(locals, meetingId, wanted.kind, round ?? null);
	return new Response(null, { status: 204 });
};

const notePrint = (locals: App.Locals, meetingId: string, paper: PaperKind, roundId: string | null) =>
	recordPrint(locals.desk, staffOf(locals), { meetingId, roundId, paper });

function paperOf(
	kind: Exclude<PaperKind, 'attendance' | 'lastyear'>,
	facts: PaperFacts,
	query: PaperQuery
): Paper | null {
	switch (kind) {
		case 'ballot':
			// A draft may still change: what is printed in numbers must be what the round is made ready with.
			return ballotPaper(facts, facts.round.state === 'draft' ? null : (query.copies ?? null));
		case 'report':
			return reportPaper(facts, new Date());
		case 'announcement':
			return announcementPaper(facts, { whole: query.whole === '1', votes: query.votes === '1' });
		case 'booklet':
			return bookletPaper(facts);
		case 'rules':
			return rulesPaper(facts);
	}
}

/** For the deputies who grade the last year's projects and vote on the next ones in one session. */
async function lastYearSheet(locals: App.Locals, url: URL, format: PaperFormat): Promise<Response> {
	const { congressId } = staffOf(locals);
	const { meeting, view } = await lastYear(locals.desk, congressId);
	if (!meeting) error(404);
	const paper = view && lastYearPaper(meeting, view, isoDate(new Date()));
	const printed = () => notePrint(locals, meeting.id, 'lastyear', null);
	return deliverPaper(locals, url, format, { meeting, congressId, paper, back, printed });
}

/** Names and reasons of leave are the office's; the others print the numbers by delegation. */
async function attendance(locals: App.Locals, url: URL, format: PaperFormat): Promise<Response> {
	const { congressId, role } = staffOf(locals);
	const isOffice = role === 'office';
	const isTable = format === 'xlsx' || format === 'csv';
	const meetingId = await currentMeetingId(locals.desk, congressId);
	const facts = meetingId ? await attendanceFacts(locals.desk, congressId, meetingId) : null;
	if (!facts || (isTable && !isOffice)) error(404);
	const title = `${facts.meeting.name}${paperNames.attendance}`;
	if (isTable) return deliverTable(format, { meeting: facts.meeting, table: attendanceTable(facts), title });
	const paper = attendancePaper(facts, isOffice, new Date());
	const printed = () => notePrint(locals, facts.meeting.id, 'attendance', null);
	return deliverPaper(locals, url, format, { meeting: facts.meeting, congressId, paper, back, printed });
}
