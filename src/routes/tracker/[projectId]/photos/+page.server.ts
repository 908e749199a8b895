import { evidenceFormTexts, uploadTexts } from '#lib/i18n/zh-CN/tracker.ts';
import { addEvidence } from '#lib/server/tracker/add-evidence.ts';
import { withdrawEvidence } from '#lib/server/tracker/withdraw-evidence.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { evidenceForm, withdrawForm } from '#lib/wire/tracker.ts';
import { givingBack } from '../../../giving-back.ts';
import { badForm, refused } from '../../../refused.ts';
import { staffOf } from '../../../staff-of.ts';
import type { Actions } from './$types';

export const actions = givingBack<Actions>({
	add: async ({ request, locals, params }) => {
		const data = await request.formData();
		const form = evidenceForm.safeParse(formFields(data));
		if (!form.success) return badForm(evidenceFormTexts[faultyField(form.error)]);
		const file = data.get('file');
		if (!(file instanceof File) || file.size === 0) return badForm(evidenceFormTexts.file);
		const added = await addEvidence(locals.desk, staffOf(locals), {
			projectId: params.projectId,
			...form.data,
			bytes: new Uint8Array(await file.arrayBuffer()),
			uploadDir: locals.uploadDir
		});
		if (!added.ok) return refused(added);
		const told = added.value.again ? uploadTexts.again : uploadTexts.done;
		return { done: told(form.data.caption) };
	},

	withdraw: async ({ request, locals, params }) => {
		const form = withdrawForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(evidenceFormTexts[faultyField(form.error)]);
		const { projectId } = params;
		const gone = await withdrawEvidence(locals.desk, staffOf(locals), { projectId, ...form.data });
		return gone.ok ? { done: '已撤下，公开页不再显示；办理记录中保留。' } : refused(gone);
	}
});
