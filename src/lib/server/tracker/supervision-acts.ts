import { and, count, eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isoDate } from '../../i18n/format.ts';
import { supervisionKinds } from '../../i18n/zh-CN/follow.ts';
import { toldTexts } from '../../i18n/zh-CN/reminders.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { supervisionAct, supervisionReply } from '../db/tracker-schema.ts';
import { keptUnder, ownProject, projectUnder } from './own-project.ts';
import { recordAct } from './record-act.ts';
import { tellUnit } from './tell-unit.ts';

/**
 * 督办通知 with a term, or the record of a 约谈 or 专题询问. A form sent twice is one act, whatever became of it since, and
 * a 文号 names one notice of a project. What lies ahead was neither issued nor held.
 */
export const issueSupervision = (
	desk: Desk,
	actor: StaffActor,
	input: {
		projectId: string;
		kind: 'notice' | 'talk' | 'inquiry';
		reference: string;
		heldOn: string;
		text: string;
		people: string;
		dueOn: string | null;
	},
	now = new Date()
): Promise<
	Result<
		{ id: string },
		'not-found' | 'forbidden' | 'project-replaced' | 'held-ahead' | 'term-missing' | 'reference-taken'
	>
> =>
	act(desk, actor.congressId, async (tx) => {
		const found = await projectUnder(tx, actor, 'review', input.projectId);
		if (!found.ok) return found;
		const { kind, reference } = input;
		const alike = await tx
			.select()
			.from(supervisionAct)
			.where(
				and(
					eq(supervisionAct.projectId, input.projectId),
					eq(supervisionAct.kind, kind),
					eq(supervisionAct.reference, reference)
				)
			);
		const twin = alike.find(
			({ heldOn, text, people, dueOn }) =>
				heldOn === input.heldOn && text === input.text && people === input.people && dueOn === input.dueOn
		);
		if (twin) return ok({ id: twin.id });
		if (kind === 'notice' && alike.length) return refuse('reference-taken', { reference });
		const { dueOn } = input;
		if (input.heldOn > isoDate(now)) return refuse('held-ahead');
		if ((kind === 'notice' && !dueOn) || (dueOn && dueOn < isoDate(now))) return refuse('term-missing');
		const [issued] = await tx
			.insert(supervisionAct)
			.values({ ...input, congressId: actor.congressId, state: 'open', at: now, by: actor.name })
			.returning({ id: supervisionAct.id });
		await recordAct(
			tx,
			actor,
			found.value,
			{
				act: 'act-issued',
				subjectId: issued!.id,
				changes: [{ field: 'reference', before: null, after: reference }],
				detail: { kind, reference }
			},
			now
		);
		return ok({ id: issued!.id });
	});

type Found<Code extends string> = Result<
	typeof supervisionAct.$inferSelect,
	Code | 'not-found' | 'act-closed'
>;

async function openAct(tx: Tx, projectId: string, id: string): Promise<Found<never>> {
	const [row] = await tx
		.select()
		.from(supervisionAct)
		.where(and(eq(supervisionAct.id, id), eq(supervisionAct.projectId, projectId)));
	if (!row) return refuse('not-found');
	return row.state === 'closed' ? refuse('act-closed') : ok(row);
}

async function repliesTo(tx: Tx, actId: string): Promise<number> {
	const [sent] = await tx
		.select({ n: count() })
		.from(supervisionReply)
		.where(eq(supervisionReply.actId, actId));
	return sent!.n;
}

/**
 * The unit's answer; a further one may follow until the matter is closed.
 *
 * @param input.number which reply the form was for, so that a form sent twice answers once
 */
export const replySupervision = (
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; id: string; number: number; text: string },
	now = new Date()
): Promise<
	Result<object, 'not-found' | 'not-your-unit' | 'project-replaced' | 'act-closed' | 'act-already-replied'>
> =>
	act(desk, actor.congressId, async (tx) => {
		const own = await ownProject(tx, actor, input.projectId);
		if (!own.ok) return own;
		const open = await openAct(tx, input.projectId, input.id);
		if (!open.ok) return open;
		const { number } = input;
		if (number !== (await repliesTo(tx, input.id)) + 1) return refuse('act-already-replied');
		await tx.insert(supervisionReply).values({
			congressId: actor.congressId,
			actId: input.id,
			number,
			text: input.text,
			at: now,
			by: actor.name
		});
		await tx.update(supervisionAct).set({ state: 'replied' }).where(eq(supervisionAct.id, input.id));
		await recordAct(
			tx,
			actor,
			own.value,
			{
				act: 'act-replied',
				subjectId: input.id,
				changes: [{ field: 'reference', before: null, after: open.value.reference }]
			},
			now
		);
		return ok({});
	});

/**
 * 办结, or back to the unit with what is still missing and, where a reply has a term, a new one: the old one is over, and
 * its reminders have been sent. Only a reply can go back, and of a replaced project nothing: nobody works on it.
 *
 * @param input.over the state and the number of replies that were read, as `<state>-<replies>`: what has come or was done
 *   since is neither accepted nor sent back unseen
 */
export const settleSupervision = (
	desk: Desk,
	actor: StaffActor,
	input: {
		projectId: string;
		id: string;
		over: string;
		verdict: 'closed' | 'open';
		words: string;
		dueOn: string | null;
	},
	now = new Date()
): Promise<
	Result<
		object,
		| 'not-found'
		| 'forbidden'
		| 'project-replaced'
		| 'act-closed'
		| 'act-moved'
		| 'no-reply-to-return'
		| 'reason-needed'
		| 'return-term-missing'
	>
> =>
	act(desk, actor.congressId, async (tx) => {
		const found = await keptUnder(tx, actor, 'review', input.projectId);
		if (!found.ok) return found;
		const again = input.verdict === 'open';
		if (again && found.value.replacedAt) return refuse('project-replaced');
		const open = await openAct(tx, input.projectId, input.id);
		if (!open.ok) return open;
		if (input.over !== `${open.value.state}-${await repliesTo(tx, input.id)}`) return refuse('act-moved');
		const words = input.words.trim();
		if (!words) return refuse('reason-needed');
		if (again && open.value.state !== 'replied') return refuse('no-reply-to-return');
		if (again && (input.dueOn ? input.dueOn < isoDate(now) : open.value.dueOn !== null))
			return refuse('return-term-missing');
		await tx
			.update(supervisionAct)
			.set(
				again ? { state: 'open', dueOn: input.dueOn } : { state: 'closed', closedAt: now, closedFor: words }
			)
			.where(eq(supervisionAct.id, input.id));
		if (!again) {
			const text = toldTexts.actClosed(supervisionKinds[open.value.kind], open.value.reference);
			await tellUnit(tx, found.value, { told: 'act-closed', subjectId: input.id, text }, now);
		}
		await recordAct(
			tx,
			actor,
			found.value,
			{
				act: again ? 'act-reopened' : 'act-closed',
				subjectId: input.id,
				changes: [
					{ field: 'reference', before: null, after: open.value.reference },
					...(again ? [{ field: 'dueOn', before: open.value.dueOn, after: input.dueOn }] : [])
				],
				reason: words
			},
			now
		);
		return ok({});
	});
