import { adminFormTexts } from '#lib/i18n/zh-CN/admin.ts';
import { addCandidateFile } from '#lib/server/desk/add-candidate-file.ts';
import { removeCandidateFile } from '#lib/server/desk/remove-candidate-file.ts';
import { setCandidateScale } from '#lib/server/desk/set-candidate-scale.ts';
import { candidatesView } from '#lib/server/queries/candidates-view.ts';
import { candidateFileForm, removeFileForm, scaleForm } from '#lib/wire/admin.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
	const { meetingId } = await parent();
	return {
		candidates: meetingId ? await candidatesView(locals.desk, staffOf(locals).congressId, meetingId) : []
	};
};

export const actions: Actions = {
	addFile: async ({ request, locals }) => {
		const data = await request.formData();
		const form = candidateFileForm.safeParse(formFields(data));
		if (!form.success) return badForm(adminFormTexts.candidate);
		const file = data.get('file');
		if (!(file instanceof File) || file.size === 0) return badForm(adminFormTexts.file);
		const added = await addCandidateFile(locals.desk, staffOf(locals), {
			...form.data,
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
	},

	setScale: async ({ request, locals }) => {
		const form = scaleForm.safeParse(formFields(await request.formData()));
		if (!form.success) {
			return badForm(adminFormTexts[faultyField(form.error) === 'scale' ? 'scale' : 'candidate']);
		}
		const saved = await setCandidateScale(locals.desk, staffOf(locals), form.data);
		return saved.ok ? { done: 'scale-saved' as const } : refused(saved);
	}
};
