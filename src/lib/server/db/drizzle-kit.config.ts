import { defineConfig } from 'drizzle-kit';

/**
 * `npm run db:generate`: tables are generated; guards (roles, policies, functions) are written by hand. Whoever writes
 * tables by hand too adds their snapshot with `npm run db:snapshot`; tests/schema-snapshot.test.ts misses it.
 */
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
