import { and, eq } from 'drizzle-orm';
import type { Substitute } from '../../domain/tracker/substitute.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { HoldingSurvey } from '../../wire/survey-list.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { ownUntilCommit } from '../db/round-lock.ts';
import { changeRequest, project } from '../db/tracker-schema.ts';
import { surveysHolding } from '../queries/survey-list.ts';
import { nameSubstitute, substituteSheet, type SubstituteRefusal } from './name-substitute.ts';
import { keptUnder } from './own-project.ts';
import { recordAct } from './record-act.ts';

/**
 * 补录替代项目: what the congress put in the place of a project whose replacement was recorded when no substitute could
 * be named with it. The decision is the one on record; from here on the substitute is as any other. The database takes
 * one for each.
 */
export const addSubstitute = (
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; substitute: Substitute | undefined },
	now = new Date()
): Promise<
	Result<
		{ substitute: { id: string; name: string }; surveys: HoldingSurvey[] },
		'not-found' | 'forbidden' | 'not-replaced' | 'substitute-named' | SubstituteRefusal
	>
> =>
	act(desk, actor.congressId, async (tx) => {
		// Before the project, in the order of every act that takes both.
		await ownUntilCommit(tx, 'roll', actor.congressId);
		const found = await keptUnder(tx, actor, 'decide', input.projectId);
		if (!found.ok) return found;
		const row = found.value;
		const [change] = row.changeId
			? await tx
					.select({ id: changeRequest.id, decision: changeRequest.decision })
					.from(changeRequest)
					.where(
						and(
							eq(changeRequest.id, row.changeId),
							eq(changeRequest.kind, 'replace'),
							eq(changeRequest.state, 'approved')
						)
					)
			: [];
		if (!row.replacedAt || !change?.decision) return refuse('not-replaced');
		const [named] = await tx
			.select({ id: project.id })
			.from(project)
			.where(eq(project.predecessorId, row.id));
		if (named) return refuse('substitute-named');
		const { id, decision } = change;
		const sheet = await substituteSheet(tx, row, input.substitute, decision);
		if (!sheet.ok) return sheet;
		const made = await nameSubstitute(tx, actor, row, { id, decision }, sheet.value, now);
		await recordAct(
			tx,
			actor,
			row,
			{
				act: 'substitute-added',
				subjectId: id,
				changes: [{ field: 'replacement', before: row.name, after: made.name }],
				detail: { decision }
			},
			now
		);
		return ok({
			substitute: { id: made.id, name: made.name },
			surveys: await surveysHolding(tx, row.id)
		});
	});
