import { scrutineersFormTexts } from '#lib/i18n/zh-CN/scrutineers.ts';
import { chooseScrutineer } from '#lib/server/desk/choose-scrutineer.ts';
import { scrutineersView } from '#lib/server/queries/scrutineers-view.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { addScrutineerForm, chooseScrutineerForm, type ScrutineerOffice } from '#lib/wire/scrutineers.ts';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, depends }) => {
	depends('admin:scrutineers');
	const { meetingId } = await parent();
	const { congressId } = staffOf(locals);
	return { list: meetingId ? await scrutineersView(locals.desk, congressId, meetingId) : null };
};

export const actions: Actions = {
	add: async ({ request, locals }) => {
		const form = addScrutineerForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(scrutineersFormTexts[faultyField(form.error)]);
		return chosen(locals, form.data);
	},

	choose: async ({ request, locals }) => {
		const form = chooseScrutineerForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(scrutineersFormTexts.meetingId);
		return chosen(locals, form.data);
	}
};

async function chosen(
	locals: App.Locals,
	input: { meetingId: string; deputy: string; as: ScrutineerOffice }
) {
	const done = await chooseScrutineer(locals.desk, staffOf(locals), input);
	return done.ok ? { saved: done.value.name } : refused(done);
}
