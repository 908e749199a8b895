import { isoDate } from '#lib/i18n/format.ts';
import { supervisionFormTexts } from '#lib/i18n/zh-CN/tracker.ts';
import { noticeDueOn } from '#lib/server/queries/tracker-settings.ts';
import {
	issueSupervision,
	replySupervision,
	settleSupervision
} from '#lib/server/tracker/supervision-acts.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { settleActForm, supervisionForm, supervisionReplyForm } from '#lib/wire/tracker.ts';
import { givingBack } from '../../../giving-back.ts';
import { badForm, refused, refusedAsStale } from '../../../refused.ts';
import { staffOf } from '../../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	noticeDueOn: await noticeDueOn(locals.desk, staffOf(locals).congressId, isoDate(new Date()))
});

export const actions = givingBack<Actions>({
	issue: async ({ request, locals, params }) => {
		const form = supervisionForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(supervisionFormTexts[faultyField(form.error)]);
		const { projectId } = params;
		const issued = await issueSupervision(locals.desk, staffOf(locals), { projectId, ...form.data });
		return issued.ok ? { done: '已记录；要求答复的，责任单位的待办中随即出现。' } : refused(issued);
	},

	reply: async ({ request, locals, params }) => {
		const form = supervisionReplyForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(supervisionFormTexts[faultyField(form.error)]);
		const { projectId } = params;
		const sent = await replySupervision(locals.desk, staffOf(locals), { projectId, ...form.data });
		return sent.ok ? { done: '答复已报送。' } : refused(sent);
	},

	settle: async ({ request, locals, params }) => {
		const form = settleActForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(supervisionFormTexts[faultyField(form.error)]);
		const { projectId } = params;
		const settled = await settleSupervision(locals.desk, staffOf(locals), { projectId, ...form.data });
		if (!settled.ok) return refusedAsStale(settled);
		return { done: form.data.verdict === 'closed' ? '已办结。' : '已退回责任单位补充答复。' };
	}
});
