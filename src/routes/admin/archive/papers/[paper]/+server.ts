import { error } from '@sveltejs/kit';
import { archivePaperTexts as t } from '#lib/i18n/zh-CN/archive-keeping.ts';
import { archivePaper } from '#lib/server/papers/archive-paper.ts';
import { archiveRecordFacts } from '#lib/server/queries/archive-view.ts';
import { archivePaperFile } from '#lib/wire/archive.ts';
import { deliverPaper } from '../../../../papers/deliver.ts';
import { staffOf } from '../../../../staff-of.ts';
import type { RequestHandler } from './$types';

/** 移交清单 and 销毁记录, to print and sign. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const wanted = archivePaperFile(params.paper);
	const { congressId } = staffOf(locals);
	const facts = wanted && (await archiveRecordFacts(locals.desk, congressId, wanted.id));
	if (!wanted || !facts) error(404);
	return deliverPaper(locals, url, wanted.format, {
		meeting: facts.meeting,
		congressId,
		paper: archivePaper(facts),
		back: { href: '/admin/archive', text: t.back }
	});
};
