import { and, eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { checkTemplate, type ScriptStep } from '../../domain/script.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { meeting, scriptLine } from '../db/schema.ts';
import { rehearsing } from '../queries/rehearsing.ts';
import { appendAudit } from './audit.ts';

/**
 * Words one step's 主持词 for the current meeting; an empty text brings the default back. Any of the chair's
 * consoles may write: a second person can prepare the next line while the first one presides.
 */
export function saveScriptLine(
	desk: Desk,
	actor: StaffActor,
	input: { step: ScriptStep; text: string },
	now = new Date()
): Promise<Result<object, 'not-found' | 'rehearsal-under-way' | 'unknown-placeholder'>> {
	return act(desk, actor.congressId, async (tx) => {
		if (await rehearsing(tx)) return refuse('rehearsal-under-way');
		const text = input.text.trim();
		const checked = checkTemplate(text);
		if (!checked.ok) return checked;
		const [current] = await tx.select({ id: meeting.id }).from(meeting).where(eq(meeting.current, true));
		if (!current) return refuse('not-found');
		const place = { congressId: actor.congressId, meetingId: current.id, step: input.step };
		if (text) {
			await tx
				.insert(scriptLine)
				.values({ ...place, text })
				.onConflictDoUpdate({ target: [scriptLine.meetingId, scriptLine.step], set: { text } });
		} else {
			await tx
				.delete(scriptLine)
				.where(and(eq(scriptLine.meetingId, current.id), eq(scriptLine.step, input.step)));
		}
		await appendAudit(tx, {
			congressId: actor.congressId,
			meetingId: current.id,
			actor: actor.username,
			act: 'script-saved',
			detail: { step: input.step, own: text ? 'yes' : 'no' },
			at: now
		});
		return ok({});
	});
}
