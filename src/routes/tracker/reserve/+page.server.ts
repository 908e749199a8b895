import { has } from '#lib/domain/tracker/powers.ts';
import { dropReserveFormTexts, reserveTexts } from '#lib/i18n/zh-CN/reserve.ts';
import { reservePage } from '#lib/server/queries/reserve-page.ts';
import { dropReserve } from '#lib/server/tracker/drop-reserve.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { reserveFilter, withdrawForm } from '#lib/wire/tracker.ts';
import { givingBack } from '../../giving-back.ts';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = staffOf(locals);
	return {
		person: { name: actor.name, role: actor.role },
		reviews: has(actor.role, 'review'),
		list: await reservePage(locals.desk, actor, reserveFilter(url.searchParams))
	};
};

export const actions = givingBack<Actions>({
	drop: async ({ request, locals }) => {
		const form = withdrawForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(dropReserveFormTexts[faultyField(form.error)]);
		const dropped = await dropReserve(locals.desk, staffOf(locals), form.data);
		return dropped.ok ? { done: reserveTexts.dropped } : refused(dropped);
	}
});
