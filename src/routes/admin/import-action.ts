import { fail, type RequestEvent } from '@sveltejs/kit';
import { refuse } from '#lib/domain/result.ts';
import { importAnswers } from '#lib/i18n/zh-CN/import-page.ts';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import { applyImport, undoImport, type ImportBook } from '#lib/server/desk/apply-import.ts';
import { readAside } from '#lib/server/import/read-aside.ts';
import { dryRun } from '#lib/server/queries/import-dry-run.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { importForm, undoImportForm } from '#lib/wire/import.ts';
import { formFields } from '#lib/wire/form.ts';
import type { DryRunView } from '#lib/wire/views-import.ts';
import { badForm, refused } from '../refused.ts';
import { staffOf } from '../staff-of.ts';

/** What a page of imports answers, success or not: a sentence, and the dry run that it is about. */
export type ImportAnswer = {
	done?: 'dry-run' | 'imported' | 'undone';
	message?: string;
	dryRun?: DryRunView | null;
};

/** The form actions of a page of imports; the page adds nothing but its book. */
export const importActions = (book: ImportBook) => ({
	dryRun: async ({ request, locals }: RequestEvent) => {
		const file = await uploaded(await request.formData(), book);
		if (!file.ok) return refused(file);
		const { congressId } = staffOf(locals);
		const meetingId = await currentMeetingId(locals.desk, congressId);
		if (!meetingId) return refused({ code: 'not-found' });
		const run = await dryRun(locals.desk, congressId, meetingId, book, file.value);
		return run.ok ? { done: 'dry-run' as const, dryRun: run.value } : refused(run);
	},

	import: async ({ request, locals }: RequestEvent) => {
		const data = await request.formData();
		const form = importForm.safeParse(formFields(data));
		if (!form.success) return badForm(refusalText('bad-request'));
		const file = await uploaded(data, book);
		if (!file.ok) return refused(file);
		const { outcome, shown } = await applyImport(locals.desk, staffOf(locals), book, {
			file: file.value,
			digest: form.data.digest,
			onlyGood: form.data.rows === 'good'
		});
		if (outcome.ok) return { done: 'imported' as const, message: importAnswers.imported(outcome.value) };
		// The dry run as it is now, so that the person need not ask for it.
		return fail(409, {
			code: outcome.code as string,
			message: refusalText(outcome.code, outcome.detail),
			dryRun: shown
		});
	},

	undo: async ({ request, locals }: RequestEvent) => {
		const form = undoImportForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(refusalText('bad-request'));
		const undone = await undoImport(locals.desk, staffOf(locals), book, form.data);
		return undone.ok ? { done: 'undone' as const, message: importAnswers.undone } : refused(undone);
	}
});

/** The file of the form, read into rows; its name and bytes decide what it is. */
export async function uploaded(data: FormData, book: ImportBook) {
	const file = data.get('file');
	if (!(file instanceof File) || file.name === '') return refuse('file-missing');
	return readAside(file.name, new Uint8Array(await file.arrayBuffer()), book.file.columns);
}
