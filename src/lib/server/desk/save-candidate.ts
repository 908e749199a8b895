import { ok, refuse, type Result } from '../../domain/result.ts';
import { candidateKind } from '../../import/candidates.ts';
import { planOne } from '../../import/plan-one.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk } from '../db/client.ts';
import { knownCandidates } from '../queries/known-candidates.ts';
import { appendAudit } from './audit.ts';
import { candidateBook } from './import-candidates.ts';
import { listCandidates } from './list-candidates.ts';
import { changeable, rollChanged, type ChangeRefusal } from './roll-access.ts';

/** Adds one candidate, or changes one: read and checked by the rules of the import. */
export function saveCandidate(
	desk: Desk,
	actor: StaffActor,
	input: { candidateId: string | null; fields: Record<string, string> },
	now = new Date()
): Promise<
	Result<
		{ candidateId: string; changed: boolean },
		ChangeRefusal | 'candidates-locked' | 'candidate-frozen' | 'row-fault' | 'number-taken'
	>
> {
	return act(desk, actor.congressId, async (tx) => {
		const open = await changeable(tx, actor, 'candidates-locked');
		if (!open.ok) return open;
		const { meetingId } = open.value;
		const known = await knownCandidates(tx, meetingId);
		const before = input.candidateId === null ? null : known.find(({ id }) => id === input.candidateId);
		if (before === undefined) return refuse('not-found');
		if (before?.frozen) return refuse('candidate-frozen');
		const planned = planOne(candidateKind, known, { id: input.candidateId, fields: input.fields });
		if (!planned.ok) return planned;
		const row = planned.value;
		if (row.state === 'unchanged') return ok({ candidateId: before!.id, changed: false });
		const place = { congressId: actor.congressId, meetingId, by: actor.id, now };
		const id = before?.id ?? crypto.randomUUID();
		const fields = before ? Object.keys(row.before) : Object.keys(row.values);
		const values = Object.fromEntries(fields.map((field) => [field, row.values[field] ?? null]));
		await (before ? candidateBook.update : candidateBook.insert)(tx, place, [{ id, values }]);
		// A changed number is another place on the ballot.
		if (before && fields.includes('number')) await listCandidates(tx, actor.congressId, meetingId);
		await rollChanged(tx, actor.congressId, meetingId);
		await appendAudit(tx, {
			...{ congressId: actor.congressId, meetingId, actor: actor.username, at: now },
			act: before ? 'candidate-changed' : 'candidate-added',
			detail: { candidate: row.key!, ...(before ? { fields: fields.join(', ') } : {}) }
		});
		return ok({ candidateId: id, changed: true });
	});
}
