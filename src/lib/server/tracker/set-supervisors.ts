import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { groupAsks } from '../../domain/tracker/group.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { delegate } from '../db/schema.ts';
import { supervisor } from '../db/tracker-schema.ts';
import { projectUnder } from './own-project.ts';
import { recordAct } from './record-act.ts';

type Named = { name: string; number: number | null };

/**
 * 1+1+2: one leader, one member of the presidium, two deputies at least (敬安镇). Who is no longer named leaves by
 * an end. A group that is saved as it stands is no act.
 *
 * @param input.presidium and input.deputies 代表证号
 * @param input.over the ids of those that the form was filled in on; others by now are refused. Left out where nobody
 *   has read any
 */
export function setSupervisors(
	desk: Desk,
	actor: StaffActor,
	input: {
		projectId: string;
		leader: string;
		presidium: number;
		deputies: number[];
		over?: readonly string[];
	},
	now = new Date()
): Promise<
	Result<
		object,
		| 'not-found'
		| 'forbidden'
		| 'project-replaced'
		| 'no-such-delegate'
		| 'group-too-small'
		| 'group-same'
		| 'group-moved'
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		const found = await projectUnder(tx, actor, 'review', input.projectId);
		if (!found.ok) return found;
		const deputies = [...new Set(input.deputies)].filter((number) => number !== input.presidium);
		if (!input.leader.trim() || deputies.length < groupAsks.deputy) return refuse('group-too-small');
		const people = await tx
			.select({ id: delegate.id, number: delegate.number, name: delegate.name })
			.from(delegate)
			.where(and(inArray(delegate.number, [input.presidium, ...deputies]), eq(delegate.active, true)))
			.orderBy(sql`${delegate.number} <> ${input.presidium}`, delegate.number);
		if (people.length !== deputies.length + 1) return refuse('no-such-delegate');
		const wanted = [
			{ part: 'leader' as const, name: input.leader.trim(), delegateId: null, number: null },
			...people.map(({ id, name, number }) => ({
				part: number === input.presidium ? ('presidium' as const) : ('deputy' as const),
				name,
				delegateId: id,
				number
			}))
		];
		const present = await tx
			.select({
				id: supervisor.id,
				part: supervisor.part,
				name: supervisor.name,
				delegateId: supervisor.delegateId,
				number: delegate.number
			})
			.from(supervisor)
			.leftJoin(delegate, eq(delegate.id, supervisor.delegateId))
			.where(and(eq(supervisor.projectId, input.projectId), isNull(supervisor.until)))
			.orderBy(
				sql`array_position(array['leader', 'presidium', 'deputy'], ${supervisor.part})`,
				delegate.number
			);
		const { over } = input;
		if (over && (over.length !== present.length || !present.every(({ id }) => over.includes(id))))
			return refuse('group-moved');
		const same = (a: { part: string; name: string; delegateId: string | null }, b: typeof a) =>
			a.part === b.part && a.name === b.name && a.delegateId === b.delegateId;
		const gone = present.filter((member) => !wanted.some((one) => same(one, member)));
		const come = wanted.filter((one) => !present.some((member) => same(one, member)));
		if (!gone.length && !come.length) return refuse('group-same');
		if (gone.length)
			await tx
				.update(supervisor)
				.set({ until: now })
				.where(
					inArray(
						supervisor.id,
						gone.map(({ id }) => id)
					)
				);
		if (come.length)
			await tx.insert(supervisor).values(
				come.map(({ number: _number, ...one }) => ({
					...one,
					congressId: actor.congressId,
					projectId: input.projectId,
					since: now
				}))
			);
		// Of two with one name the number says who came and who left.
		const everybody = [...present, ...wanted];
		const named = ({ name, number }: Named) =>
			number !== null && everybody.some((other) => other.name === name && other.number !== number)
				? `${name}（${number}号）`
				: name;
		const names = (list: Named[]) => list.map(named).join('、') || null;
		await recordAct(
			tx,
			actor,
			found.value,
			{
				act: 'supervisors-set',
				changes: [{ field: 'supervisors', before: names(present), after: names(wanted) }]
			},
			now
		);
		return ok({});
	});
}
