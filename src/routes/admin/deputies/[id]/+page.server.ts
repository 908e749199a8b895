import { error, redirect } from '@sveltejs/kit';
import { adminFormTexts } from '#lib/i18n/zh-CN/admin.ts';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import { removeDeputy } from '#lib/server/desk/remove-deputy.ts';
import { restoreDeputy } from '#lib/server/desk/restore-deputy.ts';
import { saveDeputy } from '#lib/server/desk/save-deputy.ts';
import { deputyRow } from '#lib/server/queries/deputies-view.ts';
import { importsView } from '#lib/server/queries/imports-view.ts';
import { deputyForm, removeDeputyForm } from '#lib/wire/deputies.ts';
import { formFields, isId } from '#lib/wire/form.ts';
import { badForm, refused } from '../../../refused.ts';
import { staffOf } from '../../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

/** The form for one deputy; `new` is one that is still to come. */
export const load: PageServerLoad = async ({ locals, params, parent }) => {
	const { meetingId } = await parent();
	const { congressId } = staffOf(locals);
	if (!meetingId) return { deputy: null, lock: null };
	const { lock } = await importsView(locals.desk, congressId, meetingId, 'deputies');
	if (params.id === 'new') return { deputy: null, lock };
	const deputy = isId(params.id) ? await deputyRow(locals.desk, congressId, meetingId, params.id) : null;
	if (!deputy) error(404, { message: refusalText('not-found'), id: '' });
	return { deputy, lock };
};

export const actions: Actions = {
	save: async ({ request, locals, params }) => {
		const form = deputyForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(refusalText('bad-request'));
		const deputyId = params.id === 'new' ? null : isId(params.id) ? params.id : '';
		if (deputyId === '') return refused({ code: 'not-found' });
		const saved = await saveDeputy(locals.desk, staffOf(locals), { deputyId, fields: form.data });
		if (!saved.ok) return refused(saved);
		const done = deputyId === null ? 'added' : saved.value.changed ? 'saved' : 'unchanged';
		redirect(303, `/admin/deputies?done=${done}`);
	},

	remove: async ({ request, locals, params }) => {
		const form = removeDeputyForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(adminFormTexts.removeReason);
		if (!isId(params.id)) return refused({ code: 'not-found' });
		const removed = await removeDeputy(locals.desk, staffOf(locals), { deputyId: params.id, ...form.data });
		if (!removed.ok) return refused(removed);
		redirect(303, `/admin/deputies?done=${removed.value.deleted ? 'deleted' : 'terminated'}`);
	},

	restore: async ({ locals, params }) => {
		if (!isId(params.id)) return refused({ code: 'not-found' });
		const restored = await restoreDeputy(locals.desk, staffOf(locals), { deputyId: params.id });
		if (!restored.ok) return refused(restored);
		redirect(303, '/admin/deputies?done=restored');
	}
};
