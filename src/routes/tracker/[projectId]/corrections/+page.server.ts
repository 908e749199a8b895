import { readWan } from '#lib/domain/tracker/funds.ts';
import { correctionFaults as faults } from '#lib/i18n/zh-CN/residents.ts';
import { publishedCorrections } from '#lib/server/queries/published-corrections.ts';
import { correctFigures, publishCorrection } from '#lib/server/tracker/publish-correction.ts';
import { revokeAcceptance } from '#lib/server/tracker/revoke-acceptance.ts';
import { withdrawCompletion } from '#lib/server/tracker/withdraw-completion.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { completionForm, correctionForm, figuresForm, revocationForm } from '#lib/wire/residents.ts';
import { givingBack } from '../../../giving-back.ts';
import { badForm, refused, refusedAsStale } from '../../../refused.ts';
import { staffOf } from '../../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent }) => {
	await parent();
	return {
		corrections: await publishedCorrections(locals.desk, staffOf(locals).congressId, params.projectId)
	};
};

export const actions = givingBack<Actions>({
	words: async ({ request, locals, params }) => {
		const form = correctionForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(faults[faultyField(form.error)]);
		const { projectId } = params;
		const published = await publishCorrection(locals.desk, staffOf(locals), { projectId, ...form.data });
		return published.ok ? { done: '更正说明已在公开页显示，一直保留。' } : refused(published);
	},

	completion: async ({ request, locals, params }) => {
		const form = completionForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(faults[faultyField(form.error)]);
		const { projectId } = params;
		const open = await withdrawCompletion(locals.desk, staffOf(locals), { projectId, ...form.data });
		return open.ok ? { done: '节点已改为尚未完成，更正说明已在公开页显示，一直保留。' } : refused(open);
	},

	acceptance: async ({ request, locals, params }) => {
		const form = revocationForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(faults[faultyField(form.error)]);
		const { projectId } = params;
		const revoked = await revokeAcceptance(locals.desk, staffOf(locals), { projectId, ...form.data });
		return revoked.ok
			? { done: '验收的审定已撤销，亮灯和催办随即恢复，更正说明已在公开页显示，一直保留。' }
			: refused(revoked);
	},

	figures: async ({ request, locals, params }) => {
		const form = figuresForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(faults[faultyField(form.error)]);
		const { percent, explanation, reason, over } = form.data;
		const [arrived, paid] = [readWan(form.data.arrived), readWan(form.data.paid)];
		if (!arrived.ok) return badForm(faults.arrived);
		if (!paid.ok) return badForm(faults.paid);
		const corrected = await correctFigures(locals.desk, staffOf(locals), {
			...{ projectId: params.projectId, percent, explanation, reason, over },
			...{ arrivedFen: arrived.value, paidFen: paid.value }
		});
		return corrected.ok
			? { done: '数据已更正，更正说明已在公开页显示，一直保留。' }
			: refusedAsStale(corrected);
	}
});
