import { error } from '@sveltejs/kit';
import { papersPageTexts as t } from '#lib/i18n/zh-CN/papers.ts';
import { announcementPaper } from '#lib/server/papers/announcement-paper.ts';
import { resultTable } from '#lib/server/papers/file-tables.ts';
import { publicPaperFacts } from '#lib/server/queries/papers-facts.ts';
import { isId } from '#lib/wire/form.ts';
import { paperFile, paperQuery } from '#lib/wire/papers.ts';
import { queryFields } from '#lib/wire/query.ts';
import { deliverPaper, deliverTable } from '../../../../papers/deliver.ts';
import type { RequestHandler } from './$types';

/** What everybody may have of an announced round: the 公告, and the result as a table. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const wanted = paperFile(params.paper);
	const query = paperQuery.safeParse(queryFields(url.searchParams));
	if (!wanted || !query.success || !isId(params.roundId)) error(404);
	const { kind, format } = wanted;
	const isTable = format === 'xlsx' || format === 'csv';
	if (kind !== 'announcement' && !(kind === 'report' && isTable)) error(404);
	const facts = await publicPaperFacts(locals.publicDesk, params.roundId);
	if (!facts) error(404);
	const { meeting, congressId } = facts;
	if (isTable) {
		const title = `${meeting.name}${facts.round.title}${t.resultFile}`;
		return deliverTable(format, { meeting, table: resultTable(facts), title });
	}
	const choice = { whole: query.data.whole === '1', votes: query.data.votes === '1' };
	const back = { href: `/results/${params.roundId}`, text: t.backPublic };
	const { publicDesk: desk, publicPress: press, uploadDir } = locals;
	return deliverPaper({ desk, press, uploadDir }, url, format, {
		...{ meeting, congressId, back },
		paper: announcementPaper(facts, choice)
	});
};
