import { has } from '#lib/domain/tracker/powers.ts';
import { isoDate } from '#lib/i18n/format.ts';
import { inboxFormText } from '#lib/i18n/zh-CN/tracker.ts';
import { followPage } from '#lib/server/queries/follow-page.ts';
import { reviewsFor, todoOf } from '#lib/server/queries/follow-work.ts';
import { inboxOf } from '#lib/server/queries/inbox.ts';
import { makeCalendar } from '#lib/server/tracker/make-calendar.ts';
import { officeBoard } from '#lib/server/queries/office-board.ts';
import { readReminders } from '#lib/server/tracker/read-reminders.ts';
import { formFields } from '#lib/wire/form.ts';
import { pageNumber } from '#lib/wire/residents.ts';
import { followFilter, readInboxForm } from '#lib/wire/tracker.ts';
import { badForm, refused } from '../refused.ts';
import { staffOf } from '../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = staffOf(locals);
	// Before the inbox is read: what comes meanwhile stays unread.
	const madeAt = new Date().toISOString();
	const today = isoDate(new Date());
	const list = await followPage(locals.desk, actor, followFilter(url.searchParams));
	const { year } = list.filter;
	return {
		person: { name: actor.name, role: actor.role, unit: actor.unit },
		list,
		board:
			has(actor.role, 'read') && year !== null ? await officeBoard(locals.desk, actor, year, today) : null,
		todo: actor.role === 'department' ? await todoOf(locals.desk, actor, today) : [],
		inbox:
			actor.role === 'department' || has(actor.role, 'review')
				? await inboxOf(
						locals.desk,
						actor,
						pageNumber(new URLSearchParams({ page: url.searchParams.get('inbox') ?? '' }))
					)
				: null,
		madeAt,
		reviews: has(actor.role, 'read') ? await reviewsFor(locals.desk, actor) : [],
		today
	};
};

export const actions: Actions = {
	calendar: async ({ locals }) => {
		const made = await makeCalendar(locals.desk, staffOf(locals));
		return made.ok ? { calendar: `${locals.origin}/calendar/unit/${made.value.token}.ics` } : refused(made);
	},

	read: async ({ request, locals }) => {
		const form = readInboxForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(inboxFormText);
		await readReminders(locals.desk, staffOf(locals), form.data);
		return { done: true };
	}
};
