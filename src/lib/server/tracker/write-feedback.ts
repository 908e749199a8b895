import { randomInt } from 'node:crypto';
import { feedbackLimits as limits, messageTerms, networkOf } from '../../domain/tracker/feedback.ts';
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
 * a hash only, lets its writer ask what became of it.
 *
 * @param input.address the sender's network address: counted for the day, never kept
 */
export async function writeFeedback(
	desk: Desk,
	input: { projectId: string; text: string; contact: string; address: string },
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
	const receipt = Array.from({ length: RECEIPT_DIGITS }, () => randomInt(10)).join('');
	return act(desk, congressId, async (tx) => {
		const sender = keyedHash(desk, `message ${congressId} ${day}`, networkOf(input.address));
		if (!(await countToday(tx, congressId, day, sender, limits.perAddress)))
			return refuse('too-many-messages', { most: limits.perAddress });
		if (!(await countToday(tx, congressId, day, `project ${input.projectId}`, limits.perProject)))
			return refuse('too-many-on-project', { most: limits.perProject });
		const settings = (await trackerSettings(tx)).values;
		await tx.insert(feedback).values({
			congressId,
			projectId: input.projectId,
			text: input.text,
			contact: input.contact,
			receiptHash: receiptHash(desk, receipt),
			at: now,
			...messageTerms(day, settings, settings.calendar)
		});
		return ok({ receipt });
	});
}

export const receiptHash = (desk: Desk, receipt: string): string => keyedHash(desk, 'receipt', receipt);
