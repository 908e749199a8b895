import { readWan } from '#lib/domain/tracker/funds.ts';
import { acceptanceFormTexts, takeBackFormTexts, verdictFormTexts } from '#lib/i18n/zh-CN/tracker.ts';
import { decideAcceptance, submitAcceptance } from '#lib/server/tracker/acceptance.ts';
import { withdrawAcceptance } from '#lib/server/tracker/withdraw-acceptance.ts';
import { faultyField, formFields, isId } from '#lib/wire/form.ts';
import { acceptanceForm, takeBackForm, verdictForm } from '#lib/wire/tracker.ts';
import { givingBack } from '../../../giving-back.ts';
import { badForm, refused } from '../../../refused.ts';
import { staffOf } from '../../../staff-of.ts';
import type { Actions } from './$types';

export const actions = givingBack<Actions>({
	submit: async ({ request, locals, params }) => {
		const data = await request.formData();
		const form = acceptanceForm.safeParse(formFields(data));
		if (!form.success) return badForm(acceptanceFormTexts[faultyField(form.error)]);
		const { final, ...sheet } = form.data;
		const money = final ? readWan(final) : null;
		if (money && !money.ok) return badForm(acceptanceFormTexts.final);
		const sent = await submitAcceptance(locals.desk, staffOf(locals), {
			projectId: params.projectId,
			...sheet,
			finalFen: money?.ok ? money.value : null,
			evidenceIds: data.getAll('evidence').filter((id): id is string => typeof id === 'string' && isId(id))
		});
		return sent.ok ? { done: '验收已报送，等待审定。' } : refused(sent);
	},

	withdraw: async ({ request, locals, params }) => {
		const form = takeBackForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(takeBackFormTexts[faultyField(form.error)]);
		const { projectId } = params;
		const gone = await withdrawAcceptance(locals.desk, staffOf(locals), { projectId, ...form.data });
		return gone.ok ? { done: '验收已撤回，改好后请重新报送。' } : refused(gone);
	},

	decide: async ({ request, locals, params }) => {
		const form = verdictForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(verdictFormTexts[faultyField(form.error)]);
		const { projectId } = params;
		const decided = await decideAcceptance(locals.desk, staffOf(locals), { projectId, ...form.data });
		if (!decided.ok) return refused(decided);
		return { done: form.data.verdict === 'approve' ? '验收已审定。' : '已退回责任单位。' };
	}
});
