import type { RequestEvent } from '@sveltejs/kit';
import { has } from '#lib/domain/tracker/powers.ts';
import { isoDate } from '#lib/i18n/format.ts';
import { deskFaults } from '#lib/i18n/zh-CN/residents.ts';
import { feedbackDesk } from '#lib/server/queries/feedback-desk.ts';
import { draftFeedbackReply } from '#lib/server/tracker/draft-feedback-reply.ts';
import {
	closeFeedback,
	decideFeedback,
	eraseContact,
	forwardFeedback,
	replyFeedback
} from '#lib/server/tracker/moderate-feedback.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import {
	closeFeedbackForm,
	decideFeedbackForm,
	draftFeedbackForm,
	eraseContactForm,
	feedbackFilter,
	feedbackList,
	forwardFeedbackForm,
	pageNumber,
	replyFeedbackForm
} from '#lib/wire/residents.ts';
import { givingBack } from '../../giving-back.ts';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = staffOf(locals);
	const office = has(actor.role, 'review');
	const today = isoDate(new Date());
	return {
		person: { name: actor.name, role: actor.role },
		office,
		desk: await feedbackDesk(locals.desk, actor, {
			list: feedbackList(url.searchParams, office ? 'waiting' : 'open'),
			...feedbackFilter(url.searchParams),
			page: pageNumber(url.searchParams),
			today
		}),
		today
	};
};

const fieldsOf = async ({ request }: RequestEvent) => formFields(await request.formData());

export const actions = givingBack<Actions>({
	decide: async (event) => {
		const form = decideFeedbackForm.safeParse(await fieldsOf(event));
		if (!form.success) return badForm(deskFaults[faultyField(form.error)]);
		const { locals } = event;
		const decided = await decideFeedback(locals.desk, staffOf(locals), form.data);
		if (!decided.ok) return refused(decided);
		return { done: form.data.verdict === 'show' ? '留言已在公开页显示。' : '留言不公开，理由已记录。' };
	},

	forward: async (event) => {
		const form = forwardFeedbackForm.safeParse(await fieldsOf(event));
		if (!form.success) return badForm(deskFaults[faultyField(form.error)]);
		const { locals } = event;
		const forwarded = await forwardFeedback(locals.desk, staffOf(locals), form.data);
		return forwarded.ok ? { done: '已转责任单位草拟答复，不含联系方式。' } : refused(forwarded);
	},

	erase: async (event) => {
		const form = eraseContactForm.safeParse(await fieldsOf(event));
		if (!form.success) return badForm(deskFaults[faultyField(form.error)]);
		const { locals } = event;
		const erased = await eraseContact(locals.desk, staffOf(locals), form.data);
		return erased.ok ? { done: '联系方式已删除。' } : refused(erased);
	},

	close: async (event) => {
		const form = closeFeedbackForm.safeParse(await fieldsOf(event));
		if (!form.success) return badForm(deskFaults[faultyField(form.error)]);
		const { locals } = event;
		const closed = await closeFeedback(locals.desk, staffOf(locals), form.data);
		return closed.ok ? { done: '留言已办结，无需答复，联系方式已删除。' } : refused(closed);
	},

	draft: async (event) => {
		const form = draftFeedbackForm.safeParse(await fieldsOf(event));
		if (!form.success) return badForm(deskFaults[faultyField(form.error)]);
		const { locals } = event;
		const drafted = await draftFeedbackReply(locals.desk, staffOf(locals), form.data);
		return drafted.ok ? { done: '答复草稿已报送，由人大办公室公布。' } : refused(drafted);
	},

	reply: async (event) => {
		const form = replyFeedbackForm.safeParse(await fieldsOf(event));
		if (!form.success) return badForm(deskFaults[faultyField(form.error)]);
		const { locals } = event;
		const replied = await replyFeedback(locals.desk, staffOf(locals), form.data);
		return replied.ok ? { done: '答复已公布，联系方式已删除。' } : refused(replied);
	}
});
