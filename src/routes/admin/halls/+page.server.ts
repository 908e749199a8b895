import { adminFormTexts } from '#lib/i18n/zh-CN/admin.ts';
import { hallFormTexts } from '#lib/i18n/zh-CN/hall-setup.ts';
import { pairHall } from '#lib/server/desk/pair-hall.ts';
import { setHall } from '#lib/server/desk/set-hall.ts';
import { unpairHall } from '#lib/server/desk/unpair-hall.ts';
import { hallsView } from '#lib/server/queries/halls-view.ts';
import { pairHallForm } from '#lib/wire/admin.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { hallForm, unpairForm } from '#lib/wire/halls.ts';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, depends }) => {
	depends('admin:halls');
	const { meetingId } = await parent();
	return {
		screens: meetingId ? await hallsView(locals.desk, staffOf(locals).congressId, meetingId) : []
	};
};

export const actions: Actions = {
	pairHall: async ({ request, locals }) => {
		const form = pairHallForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(adminFormTexts.code);
		const paired = await pairHall(locals.desk, staffOf(locals), form.data);
		return paired.ok ? { done: 'hall-paired' as const } : refused(paired);
	},

	save: async ({ request, locals }) => {
		const form = hallForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(hallFormTexts[faultyField(form.error)]);
		const { id, name, theme, picture: pictureCm, farthest: farthestCm } = form.data;
		const saved = await setHall(locals.desk, staffOf(locals), { id, name, theme, pictureCm, farthestCm });
		return saved.ok ? { done: 'hall-saved' as const } : refused(saved);
	},

	unpair: async ({ request, locals }) => {
		const form = unpairForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(hallFormTexts.id);
		const unpaired = await unpairHall(locals.desk, staffOf(locals), form.data);
		return unpaired.ok ? { done: 'hall-unpaired' as const } : refused(unpaired);
	}
};
