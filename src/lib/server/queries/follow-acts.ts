import { and, desc, eq, inArray, type SQL } from 'drizzle-orm';
import { termsOfReplies } from '../../domain/tracker/act-terms.ts';
import type { FieldChange } from '../../domain/tracker/differences.ts';
import type { ChangeView, SupervisionActView } from '../../wire/tracker-views.ts';
import type { Tx } from '../db/client.ts';
import { changeRequest, history, project, supervisionAct, supervisionReply } from '../db/tracker-schema.ts';

/** 督办, 约谈 and 询问 under a condition, newest first, with their replies. */
export async function supervisionActsOf(
	tx: Tx,
	where: SQL | undefined,
	limit = 200
): Promise<SupervisionActView[]> {
	const rows = await tx
		.select({ act: supervisionAct, projectName: project.name, unit: project.unit })
		.from(supervisionAct)
		.innerJoin(project, eq(project.id, supervisionAct.projectId))
		.where(where)
		.orderBy(desc(supervisionAct.heldOn), desc(supervisionAct.at))
		.limit(limit);
	const ids = rows.map(({ act }) => act.id);
	const replies = ids.length
		? await tx
				.select()
				.from(supervisionReply)
				.where(inArray(supervisionReply.actId, ids))
				.orderBy(supervisionReply.number)
		: [];
	// What was asked for again stands in the history, which is never changed.
	const returns = ids.length
		? await tx
				.select()
				.from(history)
				.where(
					and(
						inArray(
							history.projectId,
							rows.map(({ act }) => act.projectId)
						),
						inArray(history.subjectId, ids),
						eq(history.act, 'act-reopened')
					)
				)
				.orderBy(history.at)
		: [];
	return rows.map(({ act, projectName, unit }) => {
		const given = replies.filter(({ actId }) => actId === act.id);
		const back = returns.filter(({ subjectId }) => subjectId === act.id);
		const terms = termsOfReplies({
			dueOn: act.dueOn,
			replies: given.map(({ at }) => at),
			returns: back.map(({ at, changes }) => ({ at, before: termBefore(changes) }))
		});
		return {
			id: act.id,
			projectId: act.projectId,
			projectName,
			unit,
			kind: act.kind,
			reference: act.reference,
			heldOn: act.heldOn,
			text: act.text,
			people: act.people,
			dueOn: act.dueOn,
			state: act.state,
			closedFor: act.closedFor,
			replies: given.map(({ number, text, at, by }, i) => ({
				...{ number, text, at: at.toISOString(), by },
				dueOn: terms[i]!
			})),
			returns: back.map(({ at, by, reason }) => ({ at: at.toISOString(), by, words: reason }))
		};
	});
}

/** The act itself keeps its newest term alone. */
const termBefore = (changes: FieldChange[]): string | null | undefined => {
	const moved = changes.find(({ field }) => field === 'dueOn');
	return moved && (moved.before === null ? null : String(moved.before));
};

/** Changes under a condition, newest first. */
export async function changesOf(tx: Tx, where: SQL | undefined, limit = 200): Promise<ChangeView[]> {
	const rows = await tx
		.select({ change: changeRequest, projectName: project.name })
		.from(changeRequest)
		.innerJoin(project, eq(project.id, changeRequest.projectId))
		.where(where)
		.orderBy(desc(changeRequest.askedAt))
		.limit(limit);
	return rows.map(({ change, projectName }) => ({
		id: change.id,
		projectId: change.projectId,
		projectName,
		kind: change.kind,
		before: change.before,
		after: change.after,
		reason: change.reason,
		authority: change.authority,
		state: change.state,
		askedAt: change.askedAt.toISOString(),
		askedBy: change.askedBy,
		decision: change.decision,
		decidedOn: change.decidedOn,
		note: change.note
	}));
}
