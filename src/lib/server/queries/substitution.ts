import { sql } from 'drizzle-orm';
import type { Replacement, ReplacementLink, Substitution } from '../../wire/substitution.ts';
import type { Desk, Tx } from '../db/client.ts';

/**
 * What a project `p` took the place of and what took its own, as a table to join laterally. It reads the public record
 * alone, so that public lists and desk lists ask the same.
 */
export const substitutionOf = sql`(
	select (select jsonb_build_object('id', o.replaced_id, 'name', o.replaced_name) from record.substitute o
			where o.project_id = p.id) as replaces,
		(select jsonb_build_object('id', o.project_id, 'name', o.name) from record.substitute o
			where o.replaced_id = p.id and p.replaced_at is not null) as replaced_by)`;

export type SubstitutionRow = {
	replaces: Substitution['replaces'];
	replaced_by: Substitution['replacedBy'];
};

export const substitutionView = ({ replaces, replaced_by: replacedBy }: SubstitutionRow): Substitution => ({
	replaces,
	replacedBy
});

/** Both sides of one project, each with the decision that put the one in the place of the other. */
export async function replacementOf(tx: Desk | Tx, projectId: string): Promise<Replacement> {
	// Two look-ups and no "or": each goes down its own index.
	const rows = await tx.execute<ReplacementLink & { replaced: boolean }>(sql`
		select true as replaced, o.project_id as id, o.name, o.decision, o.decided_on::text as "decidedOn"
			from record.substitute o where o.replaced_id = ${projectId}::uuid
		union all
		select false, o.replaced_id, o.replaced_name, o.decision, o.decided_on::text
			from record.substitute o where o.project_id = ${projectId}::uuid`);
	const side = (replaced: boolean): ReplacementLink | null => {
		const row = rows.find((one) => one.replaced === replaced);
		return row ? { id: row.id, name: row.name, decision: row.decision, decidedOn: row.decidedOn } : null;
	};
	return { replaces: side(false), replacedBy: side(true) };
}
