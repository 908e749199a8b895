import { networkOf } from '../../domain/network.ts';
import { feedbackLimits as limits, messageTerms } from '../../domain/tracker/feedback.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isoDate } from '../../i18n/format.ts';
import { act, type Desk } from '../db/client.ts';
import { feedback } from '../db/tracker-schema.ts';
import { trackerSettings } from '../queries/tracker-settings.ts';
import { countToday, keyedHash, publicPlace } from './resident-limits.ts';

/** Digits of a receipt: more than anybody tries out, and still read over the telephone. */
const RECEIPT_DIGITS = 16;

/**
 * A resident's message about a public project. It waits until the office has looked at it; the receipt, which is kept as
 * a hash only, lets its writer ask what became of it. Sent again, because its answer was lost, it is the same message with
 * the same receipt.
 *
 * @param input.key of the page that it was written on
 * @param input.address the sender's network address: counted for the day, never kept
 */
export async function writeFeedback(
	desk: Desk,
	input: { projectId: string; key: string; text: string; contact: string; address: string },
	now = new Date()
): Promise<
	Result<
		{ receipt: string },
		'not-found' | 'project-closed-to-residents' | 'too-many-messages' | 'too-many-on-project'
	>
> {
	const place = await publicPlace(desk, input.projectId);
	if (!place) return refuse('not-found');
	if (place.replaced) return refuse('project-closed-to-residents');
	const { congressId } = place;
	const day = isoDate(now);
	const { id, receipt } = namesOf(desk, input);
	return act(desk, congressId, async (tx) => {
		const settings = (await trackerSettings(tx)).values;
		const kept = await tx
			.insert(feedback)
			.values({
				id,
				congressId,
				projectId: input.projectId,
				text: input.text,
				contact: input.contact,
				receiptHash: receiptHash(desk, receipt),
				at: now,
				...messageTerms(day, settings, settings.calendar)
			})
			.onConflictDoNothing({ target: feedback.id })
			.returning({ id: feedback.id });
		if (!kept.length) return ok({ receipt });
		const sender = keyedHash(desk, `message ${congressId} ${day}`, networkOf(input.address));
		if (!(await countToday(tx, congressId, day, sender, limits.perAddress)))
			return refuse('too-many-messages', { most: limits.perAddress });
		if (!(await countToday(tx, congressId, day, `project ${input.projectId}`, limits.perProject)))
			return refuse('too-many-on-project', { most: limits.perProject });
		return ok({ receipt });
	});
}

/**
 * The hour in which a page is made. One for each page would make every answer another for caches, and one for a day would
 * take two neighbours who write the same words for one.
 */
export const messageKey = (now: Date): string => now.toISOString().slice(0, 13);

/**
 * The message's id and receipt, which only this server can tell from the page's key and the words. The words count, for
 * a page gone back to may send others.
 */
function namesOf(
	desk: Desk,
	{ key, projectId, text, contact }: { key: string; projectId: string; text: string; contact: string }
): { id: string; receipt: string } {
	const words = JSON.stringify([key, projectId, text, contact]);
	const hexOf = (purpose: string) =>
		Buffer.from(keyedHash(desk, purpose, words), 'base64url').toString('hex');
	const hex = hexOf('message id');
	const number = BigInt(`0x${hexOf('receipt number')}`) % 10n ** BigInt(RECEIPT_DIGITS);
	return {
		id: [
			hex.slice(0, 8),
			hex.slice(8, 12),
			`8${hex.slice(13, 16)}`,
			`8${hex.slice(17, 20)}`,
			hex.slice(20, 32)
		].join('-'),
		receipt: number.toString().padStart(RECEIPT_DIGITS, '0')
	};
}

export const receiptHash = (desk: Desk, receipt: string): string => keyedHash(desk, 'receipt', receipt);
