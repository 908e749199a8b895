import { has } from '#lib/domain/tracker/powers.ts';
import { surveyPageTexts as t } from '#lib/i18n/zh-CN/survey.ts';
import { surveyListTexts } from '#lib/i18n/zh-CN/survey-list.ts';
import { surveysView } from '#lib/server/queries/surveys-view.ts';
import { createSurvey } from '#lib/server/tracker/create-survey.ts';
import { renewSurvey } from '#lib/server/tracker/renew-survey.ts';
import { formFields } from '#lib/wire/form.ts';
import { renewSurveyForm, surveyForm, yearOf } from '#lib/wire/tracker.ts';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = staffOf(locals);
	return {
		person: { name: actor.name, role: actor.role },
		reviews: has(actor.role, 'review'),
		view: await surveysView(locals.desk, actor.congressId, yearOf(url.searchParams))
	};
};

export const actions: Actions = {
	create: async ({ request, locals }) => {
		const form = surveyForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(t.badSurvey);
		const made = await createSurvey(locals.desk, staffOf(locals), form.data);
		return made.ok ? { done: t.created } : refused(made);
	},

	renew: async ({ request, locals }) => {
		const form = renewSurveyForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(surveyListTexts.bad);
		const renewed = await renewSurvey(locals.desk, staffOf(locals), { surveyId: form.data.id });
		return renewed.ok ? { done: surveyListTexts.renewed(renewed.value.projects) } : refused(renewed);
	}
};
