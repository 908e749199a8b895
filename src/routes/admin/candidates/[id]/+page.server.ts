import { error, redirect } from '@sveltejs/kit';
import { adminFormTexts, candidateAnswers } from '#lib/i18n/zh-CN/admin.ts';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import { candidateKind } from '#lib/import/candidates.ts';
import { addCandidateFile } from '#lib/server/desk/add-candidate-file.ts';
import { removeCandidateFile } from '#lib/server/desk/remove-candidate-file.ts';
import { removeCandidate } from '#lib/server/desk/remove-candidate.ts';
import { saveCandidate } from '#lib/server/desk/save-candidate.ts';
import { candidateDesk, candidatesDesk } from '#lib/server/queries/candidates-desk.ts';
import { removeFileForm } from '#lib/wire/admin.ts';
import { candidateForm } from '#lib/wire/deputies.ts';
import { formFields, isId } from '#lib/wire/form.ts';
import { badForm, refused } from '../../../refused.ts';
import { staffOf } from '../../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

/** The form for one candidate; `new` is one that is still to come. */
export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
	const { meetingId } = await parent();
	const { congressId } = staffOf(locals);
	const done = url.searchParams.get('done') ?? '';
	const answer = Object.hasOwn(candidateAnswers, done) ? (done as keyof typeof candidateAnswers) : null;
	if (!meetingId) error(404, { message: refusalText('not-found'), id: '' });
	const { lock, onBallot, others } = await candidatesDesk(locals.desk, congressId, meetingId);
	if (params.id === 'new') {
		const next = Math.max(0, ...[...onBallot, ...others].map(({ number }) => number)) + 1;
		return {
			candidate: null,
			fields: { number: String(next) } as Record<string, string>,
			frozen: false,
			lock,
			answer
		};
	}
	const found = isId(params.id) ? await candidateDesk(locals.desk, congressId, meetingId, params.id) : null;
	if (!found) error(404, { message: refusalText('not-found'), id: '' });
	const fields: Record<string, string> = Object.fromEntries(
		candidateKind.columns.map(({ field, show }) => [field, show(found.values[field] ?? null)])
	);
	return { candidate: found.sheet, fields, frozen: found.frozen, lock, answer };
};

export const actions: Actions = {
	save: async ({ request, locals, params }) => {
		const form = candidateForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(refusalText('bad-request'));
		const candidateId = params.id === 'new' ? null : isId(params.id) ? params.id : '';
		if (candidateId === '') return refused({ code: 'not-found' });
		const saved = await saveCandidate(locals.desk, staffOf(locals), { candidateId, fields: form.data });
		if (!saved.ok) return refused(saved);
		const done = candidateId === null ? 'added' : saved.value.changed ? 'saved' : 'unchanged';
		redirect(303, `/admin/candidates/${saved.value.candidateId}?done=${done}`);
	},

	delete: async ({ locals, params }) => {
		if (!isId(params.id)) return refused({ code: 'not-found' });
		const removed = await removeCandidate(locals.desk, staffOf(locals), {
			candidateId: params.id,
			uploadDir: locals.uploadDir
		});
		if (!removed.ok) return refused(removed);
		redirect(303, '/admin/candidates?done=deleted');
	},

	addFile: async ({ request, locals, params }) => {
		if (!isId(params.id)) return badForm(adminFormTexts.candidate);
		const file = (await request.formData()).get('file');
		if (!(file instanceof File) || file.size === 0) return badForm(adminFormTexts.file);
		const added = await addCandidateFile(locals.desk, staffOf(locals), {
			candidateId: params.id,
			name: file.name,
			bytes: new Uint8Array(await file.arrayBuffer()),
			uploadDir: locals.uploadDir
		});
		return added.ok ? { done: 'file-added' as const } : refused(added);
	},

	removeFile: async ({ request, locals }) => {
		const form = removeFileForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(adminFormTexts.candidate);
		const { uploadDir } = locals;
		const removed = await removeCandidateFile(locals.desk, staffOf(locals), { ...form.data, uploadDir });
		return removed.ok ? { done: 'file-removed' as const } : refused(removed);
	}
};
