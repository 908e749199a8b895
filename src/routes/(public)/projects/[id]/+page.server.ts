import { error, fail, redirect } from '@sveltejs/kit';
import { feedbackLimits as limits, lengthOf, plainWords } from '#lib/domain/tracker/feedback.ts';
import { isoDate } from '#lib/i18n/format.ts';
import { gradeNames } from '#lib/i18n/zh-CN/follow.ts';
import { rateTexts, receiptText, writeFaults } from '#lib/i18n/zh-CN/residents.ts';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import { residentToken } from '#lib/server/auth/resident-cookie.ts';
import { messageDays } from '#lib/server/queries/message-days.ts';
import { publicProjectPage } from '#lib/server/queries/public-project.ts';
import { rateProject } from '#lib/server/tracker/rate-project.ts';
import { messageKey, writeFeedback } from '#lib/server/tracker/write-feedback.ts';
import { faultyField, formFields, isId } from '#lib/wire/form.ts';
import { feedbackForm, ratingForm } from '#lib/wire/residents.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const project = isId(params.id) ? await publicProjectPage(locals.publicDesk, params.id) : null;
	if (!project) error(404);
	const days = await messageDays(locals.publicDesk, project.id);
	return { project, days, today: isoDate(new Date()), messageKey: messageKey(new Date()) };
};

export const actions: Actions = {
	write: async ({ request, locals, params, getClientAddress }) => {
		if (!isId(params.id)) error(404);
		const fields = formFields(await request.formData());
		const typed = { text: fields.text ?? '', contact: fields.contact ?? '', key: fields.key ?? '' };
		const form = feedbackForm.safeParse(fields);
		if (!form.success) {
			const field = faultyField(form.error);
			return fail(400, { write: { message: writeFault(field, typed.text), field, ...typed } });
		}
		const { key, text, contact } = form.data;
		const written = await writeFeedback(locals.publicDesk, {
			...{ projectId: params.id, key, text, contact },
			address: getClientAddress()
		});
		if (!written.ok) {
			if (written.code === 'not-found') error(404);
			const message = refusalText(written.code, written.detail);
			return fail(409, { write: { code: written.code, message, field: null, ...typed } });
		}
		redirect(303, `/projects/receipt?code=${receiptText(written.value.receipt)}&new=1`);
	},

	rate: async ({ request, locals, params, cookies, getClientAddress }) => {
		if (!isId(params.id)) error(404);
		const form = ratingForm.safeParse(formFields(await request.formData()));
		if (!form.success) return fail(400, { rate: { message: writeFaults.grade, done: null } });
		const { grade } = form.data;
		const rated = await rateProject(locals.publicDesk, {
			...{ projectId: params.id, grade, token: residentToken(cookies, locals.origin) },
			address: getClientAddress()
		});
		if (!rated.ok) {
			if (rated.code === 'not-found') error(404);
			return fail(409, { rate: { message: refusalText(rated.code, rated.detail), done: null } });
		}
		return { rate: { message: null, done: rateTexts.done(gradeNames[grade], rated.value.changed) } };
	}
};

function writeFault(field: 'website' | 'key' | 'text' | 'contact', text: string): string {
	if (field === 'website') return writeFaults.trap;
	if (field === 'contact') return writeFaults.contact(limits);
	const length = lengthOf(plainWords(text));
	return length ? writeFaults.long(length, limits) : writeFaults.empty;
}
