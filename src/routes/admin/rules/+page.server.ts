import { rulesFieldTexts } from '#lib/i18n/zh-CN/rules-form.ts';
import { saveRules } from '#lib/server/desk/save-rules.ts';
import { rulesView } from '#lib/server/queries/rules-view.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { rulesForm } from '#lib/wire/rules.ts';
import { fail } from '@sveltejs/kit';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
	const { view } = await parent();
	return {
		round: view?.round ? await rulesView(locals.desk, staffOf(locals).congressId, view.round.id) : null
	};
};

export const actions: Actions = {
	save: async ({ request, locals }) => {
		const form = rulesForm.safeParse(formFields(await request.formData()));
		if (!form.success) {
			const field = faultyField(form.error);
			const known = field === 'roundId' || field === 'title' || field === 'seats' ? field : 'other';
			return badForm(rulesFieldTexts[known]);
		}
		const { roundId, seen, ...rules } = form.data;
		const actor = staffOf(locals);
		const saved = await saveRules(locals.desk, actor, { roundId, rules, seen });
		if (saved.ok) return { done: 'rules-saved' as const };
		if (saved.code !== 'rules-changed-meanwhile') return refused(saved);
		// What is stored now: a second press says that the person has read it.
		const latest = await rulesView(locals.desk, actor.congressId, roundId);
		return fail(409, { ...refused(saved).data, seen: JSON.stringify(latest?.rules) });
	}
};
