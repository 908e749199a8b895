import { cardsAnswers, cardsFormTexts, cardsPageTexts } from '#lib/i18n/zh-CN/cards-page.ts';
import { checkPassword } from '#lib/server/auth/sign-in.ts';
import { confirmReissue } from '#lib/server/desk/reissue-cards.ts';
import { reissueView } from '#lib/server/queries/cards-view.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { confirmReissueForm } from '#lib/wire/cards.ts';
import { formFields } from '#lib/wire/form.ts';
import { cardLines } from '../../card-lines.ts';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('scrutineer:cards');
	const { id, name, role, congressId } = staffOf(locals);
	const meetingId = await currentMeetingId(locals.desk, congressId);
	return {
		view: meetingId ? await consoleView(locals.desk, congressId, meetingId) : null,
		pending: await reissueView(locals.desk, congressId),
		person: { id, name, role }
	};
};

export const actions: Actions = {
	/** 复核身份: the password is asked again, because one word more and an old card is dead. */
	confirm: async (event) => {
		const form = confirmReissueForm.safeParse(formFields(await event.request.formData()));
		const read = form.success ? cardLines(form.data.roll) : null;
		if (!form.success || !read?.ok) return badForm(cardsFormTexts.stale);
		const actor = staffOf(event.locals);
		const { password } = form.data;
		const checked = await checkPassword(event, { username: actor.username, password });
		if (!checked.ok)
			return checked.code === 'try-later' ? refused(checked) : badForm(cardsPageTexts.wrongPassword);
		const confirmed = await confirmReissue(event.locals.desk, actor, read);
		return confirmed.ok ? { done: cardsAnswers.confirmed(confirmed.value.cards) } : refused(confirmed);
	}
};
