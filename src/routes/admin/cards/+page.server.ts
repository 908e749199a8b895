import { fromBase64url } from '#lib/crypto/bytes.ts';
import { cardsAnswers, cardsFormTexts, cardsPageTexts } from '#lib/i18n/zh-CN/cards-page.ts';
import { issueCards } from '#lib/server/desk/issue-cards.ts';
import { requestReissue, withdrawReissue } from '#lib/server/desk/reissue-cards.ts';
import { revokeCard } from '#lib/server/desk/revoke-card.ts';
import { cardsView } from '#lib/server/queries/cards-view.ts';
import { issueForm, reissueForm, revokeForm } from '#lib/wire/cards.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { cardLines } from '../../card-lines.ts';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('admin:cards');
	const { id, congressId } = staffOf(locals);
	return { cards: await cardsView(locals.desk, congressId), origin: locals.origin, officer: id };
};

export const actions: Actions = {
	/** The cards lie printed: only now anything reaches the server, and of a card only its public half. */
	issue: async ({ request, locals }) => {
		const form = issueForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(cardsFormTexts.roll);
		const read = cardLines(form.data.roll);
		if (!read.ok) return badForm(cardsPageTexts.importRow(read.row));
		const issued = await issueCards(locals.desk, staffOf(locals), read);
		if (!issued.ok) return refused(issued);
		return { done: cardsAnswers.issued(issued.value.issued, issued.value.unchanged) };
	},

	revoke: async ({ request, locals }) => {
		const form = revokeForm.safeParse(formFields(await request.formData()));
		if (!form.success)
			return badForm(faultyField(form.error) === 'reason' ? cardsFormTexts.reason : cardsFormTexts.stale);
		const { cardId, ...given } = form.data;
		const revoked = await revokeCard(locals.desk, staffOf(locals), {
			...given,
			cardId: fromBase64url(cardId)
		});
		if (!revoked.ok) return refused(revoked);
		return { done: cardsAnswers.revoked(revoked.value.name, revoked.value.finishes) };
	},

	reissue: async ({ request, locals }) => {
		const form = reissueForm.safeParse(formFields(await request.formData()));
		if (!form.success)
			return badForm(faultyField(form.error) === 'reason' ? cardsFormTexts.reason : cardsFormTexts.roll);
		const read = cardLines(form.data.roll);
		if (!read.ok) return badForm(cardsFormTexts.roll);
		const { lines } = read;
		const { reason } = form.data;
		const requested = await requestReissue(locals.desk, staffOf(locals), { lines, reason });
		return requested.ok ? { done: cardsAnswers.requested } : refused(requested);
	},

	withdraw: async ({ locals }) => {
		const withdrawn = await withdrawReissue(locals.desk, staffOf(locals));
		return withdrawn.ok ? { done: cardsAnswers.withdrawn } : refused(withdrawn);
	}
};
