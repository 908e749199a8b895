import { fail, type ActionFailure } from '@sveltejs/kit';
import type { RefusalDetail } from '#lib/domain/result.ts';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';

export type Refused = { code: string; message: string };

/** An act the rules refused, as a form action answers it: the code for tests, the sentence for the person. */
export const refused = (refusal: { code: string; detail?: RefusalDetail }): ActionFailure<Refused> =>
	fail(refusal.code === 'forbidden' ? 403 : refusal.code === 'try-later' ? 503 : 409, {
		code: refusal.code,
		message: refusalText(refusal.code, refusal.detail)
	});

/** An act over something that has changed since it was read: the page shows the present state under what was typed. */
export const refusedAsStale = (refusal: { code: string; detail?: RefusalDetail }) => {
	const { status, data } = refused(refusal);
	return fail(status, { ...data, stale: refusal.code.endsWith('-moved') });
};

/** A form that was not filled in as asked; `message` names the field at fault. */
export const badForm = (message: string): ActionFailure<Refused> =>
	fail(400, { code: 'bad-request', message });
