import { customType, pgSchema, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** What every other table is made with: its congress, its moments and its bytes. */

export const desk = pgSchema('desk');

export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
	dataType: () => 'bytea',
	toDriver: (value) => Buffer.from(value),
	fromDriver: (value) => new Uint8Array(value)
});

export const congress = desk.table('congress', {
	id: uuid('id').primaryKey().defaultRandom(),
	name: text('name').notNull(),
	level: text('level').notNull().$type<'town' | 'county' | 'city' | 'province'>()
});

/** Whose a row is: row-level security goes by it, and every reference names it. */
export const congressId = () =>
	uuid('congress_id')
		.notNull()
		.references(() => congress.id);

export const moment = (name: string) => timestamp(name, { withTimezone: true });
