import { expect, test } from 'vitest';
import { changesSince, newestPlace, storedSnapshots } from '#lib/server/db/schema-snapshot.ts';

// Migrations are written by hand; drizzle-kit tells the next one by the newest snapshot beside them.

test('the newest snapshot is that of the tables as they are: generating a migration finds nothing to do', async () => {
	const newest = storedSnapshots().at(-1)!;
	const changes = await changesSince(newest.snapshot);
	expect(changes, 'run `npm run db:snapshot` with the migration that changes these').toEqual([]);
}, 60_000);

test('a table that no migration made would be found', async () => {
	const { snapshot } = storedSnapshots().at(-1)!;
	const { 'desk.meeting': meeting, ...others } = snapshot.tables;
	expect(meeting).toBeDefined();
	const changes = await changesSince({ ...snapshot, tables: others });
	expect(changes.join('\n')).toContain('CREATE TABLE "desk"."meeting"');
}, 60_000);

test('snapshots follow one another, none is newer than the newest migration', () => {
	const stored = storedSnapshots();
	expect(stored.length).toBeGreaterThan(10);
	for (const [i, { file, snapshot }] of stored.entries()) {
		if (i > 0) expect([file, snapshot.prevId]).toEqual([file, stored[i - 1]!.snapshot.id]);
	}
	expect(stored.at(-1)!.file <= newestPlace()).toBe(true);
});
