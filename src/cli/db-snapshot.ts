import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { newestPlace, snapshotOfSchema, storedSnapshots } from '#lib/server/db/schema-snapshot.ts';

/**
 * npm run db:snapshot
 *
 * Writes this build's tables down as the snapshot of the newest migration. Migrations are written by hand, so nothing
 * else does; without it the next `npm run db:generate` would write their statements once more.
 */
const place = newestPlace();
const stored = storedSnapshots();
const before = stored.findLast(({ file }) => file < place);
const own = stored.find(({ file }) => file === place);
const { id, prevId, ...schema } = snapshotOfSchema(before!.snapshot.id);
writeFileSync(place, JSON.stringify({ id: own?.snapshot.id ?? id, prevId, ...schema }, null, 2));
console.log(relative('.', place));
