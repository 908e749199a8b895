import { sql } from 'drizzle-orm';
import {
	bigint,
	check,
	date,
	foreignKey,
	integer,
	pgSchema,
	primaryKey,
	text,
	timestamp,
	unique,
	uuid
} from 'drizzle-orm/pg-core';
import { candidate, congress, round } from './schema.ts';

/** The follow-up: what became of the chosen projects. */
export const tracker = pgSchema('tracker');

const congressId = () =>
	uuid('congress_id')
		.notNull()
		.references(() => congress.id);
const moment = (name: string) => timestamp(name, { withTimezone: true });

export const project = tracker.table(
	'project',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		congressId: congressId(),
		roundId: uuid('round_id').notNull(),
		candidateId: uuid('candidate_id').notNull(),
		number: integer('number').notNull(),
		name: text('name').notNull(),
		category: text('category').notNull(),
		content: text('content').notNull(),
		place: text('place').notNull(),
		beneficiaries: text('beneficiaries').notNull(),
		unit: text('unit').notNull(),
		leader: text('leader').notNull(),
		totalFen: bigint('total_fen', { mode: 'number' }).notNull(),
		yearFen: bigint('year_fen', { mode: 'number' }).notNull(),
		funding: text('funding').notNull(),
		startsOn: date('starts_on'),
		endsOn: date('ends_on'),
		approve: integer('approve').notNull(),
		updatedAt: moment('updated_at').notNull()
	},
	(t) => [
		unique('project_in_congress').on(t.congressId, t.id),
		unique('project_of_candidate').on(t.roundId, t.candidateId),
		foreignKey({
			name: 'project_of_round',
			columns: [t.congressId, t.roundId],
			foreignColumns: [round.congressId, round.id]
		}),
		foreignKey({
			name: 'project_was_candidate',
			columns: [t.congressId, t.candidateId],
			foreignColumns: [candidate.congressId, candidate.id]
		}),
		check('project_money', sql`${t.totalFen} >= 0 and ${t.yearFen} >= 0`)
	]
);

export const milestone = tracker.table(
	'milestone',
	{
		id: uuid('id').notNull().defaultRandom(),
		congressId: congressId(),
		projectId: uuid('project_id').notNull(),
		name: text('name').notNull(),
		plannedOn: date('planned_on').notNull(),
		doneOn: date('done_on'),
		note: text('note').notNull().default('')
	},
	(t) => [
		primaryKey({ name: 'milestone_pk', columns: [t.id] }),
		foreignKey({
			name: 'milestone_of_project',
			columns: [t.congressId, t.projectId],
			foreignColumns: [project.congressId, project.id]
		})
	]
);
