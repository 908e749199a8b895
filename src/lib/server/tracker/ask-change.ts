import { and, eq } from 'drizzle-orm';
import {
	authorityFor,
	checkChange,
	fieldsOfChange,
	type ChangeFault,
	type ChangeKind,
	type ChangeValues
} from '../../domain/tracker/change.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { changeRequest } from '../db/tracker-schema.ts';
import { trackerSettings } from '../queries/tracker-settings.ts';
import { ownProject } from './own-project.ts';
import { recordAct } from './record-act.ts';

/** The unit asks for a change of what was voted on; who decides is fixed by the settings of this day. */
export function askChange(
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; kind: ChangeKind; after: ChangeValues; reason: string },
	now = new Date()
): Promise<
	Result<{ id: string }, ChangeFault | 'not-found' | 'not-your-unit' | 'project-replaced' | 'change-open'>
> {
	return act(desk, actor.congressId, async (tx) => {
		const own = await ownProject(tx, actor, input.projectId);
		if (!own.ok) return own;
		const row = own.value;
		const { kind, after } = input;
		const current = { ...row, replacement: row.name };
		const before = Object.fromEntries(
			fieldsOfChange[kind].map((field) => [field, current[field]])
		) as ChangeValues;
		const checked = checkChange({ kind, before, after, reason: input.reason });
		if (!checked.ok) return checked;
		const [open] = await tx
			.select({ id: changeRequest.id })
			.from(changeRequest)
			.where(
				and(
					eq(changeRequest.projectId, row.id),
					eq(changeRequest.kind, kind),
					eq(changeRequest.state, 'asked')
				)
			);
		if (open) return refuse('change-open');
		const { values: settings } = await trackerSettings(tx);
		const [asked] = await tx
			.insert(changeRequest)
			.values({
				congressId: row.congressId,
				projectId: row.id,
				kind,
				before,
				after,
				reason: input.reason.trim(),
				authority: authorityFor(kind, settings.authorities),
				state: 'asked',
				askedAt: now,
				askedBy: actor.name
			})
			.returning({ id: changeRequest.id });
		const changes = Object.entries(after).map(([field, value]) => ({
			field,
			before: before[field as keyof ChangeValues] ?? null,
			after: value ?? null
		}));
		await recordAct(
			tx,
			actor,
			row,
			{ act: 'change-asked', subjectId: asked!.id, changes, reason: input.reason.trim(), detail: { kind } },
			now
		);
		return ok({ id: asked!.id });
	});
}
