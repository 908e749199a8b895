import { adminFormTexts } from '#lib/i18n/zh-CN/admin.ts';
import { rollFormTexts } from '#lib/i18n/zh-CN/roll.ts';
import { issuePaper } from '#lib/server/desk/issue-paper.ts';
import { issuePaperToAll } from '#lib/server/desk/issue-paper-to-all.ts';
import { notePaper } from '#lib/server/desk/note-paper.ts';
import { usePaperOnly } from '#lib/server/desk/use-paper-only.ts';
import { rollView } from '#lib/server/queries/roll-view.ts';
import { roundForm } from '#lib/wire/admin.ts';
import { formFields } from '#lib/wire/form.ts';
import { issuePaperForm, notePaperForm, paperOnlyForm } from '#lib/wire/paper.ts';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, depends }) => {
	depends('admin:roll');
	const { meetingId } = await parent();
	return { roll: meetingId ? await rollView(locals.desk, staffOf(locals).congressId, meetingId) : [] };
};

export const actions: Actions = {
	note: async ({ request, locals }) => {
		const form = notePaperForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(rollFormTexts.delegateNumber);
		const noted = await notePaper(locals.desk, staffOf(locals), form.data);
		if (!noted.ok) return refused(noted);
		const { name, wantsPaper } = noted.value;
		return { done: wantsPaper ? ('noted' as const) : ('unnoted' as const), name };
	},

	issue: async ({ request, locals }) => {
		const form = issuePaperForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(rollFormTexts.delegateNumber);
		const issued = await issuePaper(locals.desk, staffOf(locals), form.data);
		return issued.ok ? { done: 'issued' as const, ...issued.value } : refused(issued);
	},

	issueToAll: async ({ request, locals }) => {
		const form = roundForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(adminFormTexts.roundId);
		const issued = await issuePaperToAll(locals.desk, staffOf(locals), form.data);
		return issued.ok ? { done: 'toAll' as const, count: issued.value.issued } : refused(issued);
	},

	usePaperOnly: async ({ request, locals }) => {
		const form = paperOnlyForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(adminFormTexts.roundId);
		const used = await usePaperOnly(locals.desk, staffOf(locals), form.data);
		if (!used.ok) return refused(used);
		return { done: used.value.paperOnly ? ('paperOnly' as const) : ('electronicAgain' as const) };
	}
};
