import { foreignKey, pgSchema, type AnyPgColumn } from 'drizzle-orm/pg-core';

/** The follow-up: what became of the chosen projects. */
export const tracker = pgSchema('tracker');

type InCongress = { congressId: AnyPgColumn; id: AnyPgColumn };

/** A reference by (congress, id): no row points into another congress. */
export const within = (
	name: string,
	from: { congressId: AnyPgColumn },
	column: AnyPgColumn,
	to: () => InCongress
) => {
	const target = to();
	return foreignKey({
		name,
		columns: [from.congressId, column],
		foreignColumns: [target.congressId, target.id]
	});
};
