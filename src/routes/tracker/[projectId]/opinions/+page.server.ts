import { error } from '@sveltejs/kit';
import { opinionFormTexts } from '#lib/i18n/zh-CN/opinions.ts';
import { evidenceFormTexts } from '#lib/i18n/zh-CN/tracker.ts';
import { projectOpinions } from '#lib/server/queries/project-opinions.ts';
import { replyOpinion } from '#lib/server/tracker/reply-opinion.ts';
import { withdrawEvidence } from '#lib/server/tracker/withdraw-evidence.ts';
import { faultyField, formFields, isId } from '#lib/wire/form.ts';
import { pageNumber } from '#lib/wire/residents.ts';
import { opinionReplyForm } from '#lib/wire/supervise.ts';
import { withdrawForm } from '#lib/wire/tracker.ts';
import { givingBack } from '../../../giving-back.ts';
import { badForm, refused } from '../../../refused.ts';
import { staffOf } from '../../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { searchParams } = url;
	const opinion = searchParams.get('opinion');
	const asked = {
		// A link to one opinion names no page; whoever turns the pages from there does.
		...(searchParams.has('page') && { page: pageNumber(searchParams) }),
		...(opinion && isId(opinion) && { opinion })
	};
	const list = isId(params.projectId)
		? await projectOpinions(locals.desk, staffOf(locals), params.projectId, asked)
		: null;
	if (!list) error(404);
	return { list };
};

export const actions = givingBack<Actions>({
	reply: async ({ request, locals, params }) => {
		const form = opinionReplyForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(opinionFormTexts[faultyField(form.error)]);
		const { projectId } = params;
		const sent = await replyOpinion(locals.desk, staffOf(locals), { projectId, ...form.data });
		return sent.ok ? { done: '答复已报送，请等候代表评价。' } : refused(sent);
	},

	withdraw: async ({ request, locals, params }) => {
		const form = withdrawForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(evidenceFormTexts[faultyField(form.error)]);
		const { projectId } = params;
		const gone = await withdrawEvidence(locals.desk, staffOf(locals), { projectId, ...form.data });
		return gone.ok ? { done: '已撤下，各处不再显示；办理记录中保留。' } : refused(gone);
	}
});
