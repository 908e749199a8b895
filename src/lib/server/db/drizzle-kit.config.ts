import { defineConfig } from 'drizzle-kit';

/** `npm run db:generate`: the first migration is generated; guards (roles, policies, functions) are written by hand. */
export default defineConfig({
	dialect: 'postgresql',
	schema: [
		'./src/lib/server/db/schema.ts',
		'./src/lib/server/db/setup-schema.ts',
		'./src/lib/server/db/tracker-schema.ts',
		'./src/lib/server/db/box-schema.ts'
	],
	out: './drizzle'
});
