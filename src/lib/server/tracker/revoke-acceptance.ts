import { and, desc, eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { FieldChange } from '../../domain/tracker/differences.ts';
import { afterHold } from '../../domain/tracker/report.ts';
import { isoDate } from '../../i18n/format.ts';
import { revocationTexts } from '../../i18n/zh-CN/acceptance.ts';
import { toldTexts } from '../../i18n/zh-CN/reminders.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { acceptance, correction } from '../db/tracker-schema.ts';
import { dueAnew } from './due-anew.ts';
import { projectUnder } from './own-project.ts';
import { recordAct } from './record-act.ts';
import { tellUnit } from './tell-unit.ts';

/**
 * 撤销验收审定: a 验收 was approved by mistake. It stays as it was handed in and decided, and counts no more; the correction
 * stands beside it for good, and the database lets an approval go for nothing else. Light, owed reports and reminders
 * follow, for all of them go by what is approved, and the unit may hand in another one. A survey that was announced
 * meanwhile stands by itself. Only the newest approved one is revoked: the one that holds. Of a project that the
 * congress has replaced no light is worked out any more, so its acceptance stays; a note on its words can be published.
 *
 * @param input.version the one that was read: of two who revoke the second is told
 */
export const revokeAcceptance = (
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; version: number; reason: string },
	now = new Date()
): Promise<Result<object, 'not-found' | 'forbidden' | 'project-replaced' | 'nothing-to-revoke'>> =>
	act(desk, actor.congressId, async (tx) => {
		const found = await projectUnder(tx, actor, 'review', input.projectId);
		if (!found.ok) return found;
		const { id: projectId, congressId } = found.value;
		const { version, reason } = input;
		const [sheet, earlier] = await tx
			.select()
			.from(acceptance)
			.where(and(eq(acceptance.projectId, projectId), eq(acceptance.state, 'approved')))
			.orderBy(desc(acceptance.version))
			.limit(2);
		if (sheet?.version !== version) return refuse('nothing-to-revoke');
		const line = {
			subject: revocationTexts.subject,
			before: revocationTexts.of(sheet),
			after: revocationTexts.after(earlier ?? null)
		};
		await tx.insert(correction).values({
			...{ ...line, congressId, projectId, reason, acceptanceId: sheet.id, at: now, by: actor.name }
		});
		await tx.update(acceptance).set({ state: 'revoked', reason }).where(eq(acceptance.id, sheet.id));
		const moved = sheet.conclusion === 'pass' ? await dueSinceApproval(tx, sheet, now) : [];
		const text = toldTexts.acceptanceRevoked;
		await tellUnit(tx, found.value, { told: 'acceptance-revoked', subjectId: sheet.id, text }, now);
		const { subject, before, after } = line;
		await recordAct(
			tx,
			actor,
			found.value,
			{
				...{ act: 'acceptance-revoked', subjectId: sheet.id, reason, detail: { version } },
				changes: [{ field: subject, before, after }, ...moved]
			},
			now
		);
		return ok({});
	});

/** Reports that were begun and fell due since the approval, while nobody owed them, have a term of their own. */
function dueSinceApproval(
	tx: Tx,
	sheet: { projectId: string; decidedAt: Date | null },
	now: Date
): Promise<FieldChange[]> {
	const held = { from: isoDate(sheet.decidedAt ?? now), until: isoDate(now) };
	return dueAnew(tx, sheet.projectId, ({ dueOn }, calendar) => afterHold(dueOn, held, calendar));
}
