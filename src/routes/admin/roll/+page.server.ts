import { adminFormTexts } from '#lib/i18n/zh-CN/admin.ts';
import { checkIn } from '#lib/server/desk/check-in.ts';
import { rollView } from '#lib/server/queries/roll-view.ts';
import { checkInForm } from '#lib/wire/admin.ts';
import { formFields } from '#lib/wire/form.ts';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, depends }) => {
	depends('admin:roll');
	const { meetingId } = await parent();
	return { roll: meetingId ? await rollView(locals.desk, staffOf(locals).congressId, meetingId) : [] };
};

export const actions: Actions = {
	checkIn: async ({ request, locals }) => {
		const form = checkInForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(adminFormTexts.delegateNumber);
		const arrived = await checkIn(locals.desk, staffOf(locals), form.data);
		return arrived.ok ? { checkedIn: form.data.delegateNumber } : refused(arrived);
	}
};
