import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import * as boxTables from './box-schema.ts';
import * as deskTables from './schema.ts';
import * as setupTables from './setup-schema.ts';
import * as trackerTables from './tracker-schema.ts';

/** A schema as drizzle-kit writes it down beside the migrations, to tell the next one by. */
export type Snapshot = ReturnType<typeof generateDrizzleJson>;

export type StoredSnapshot = { file: string; snapshot: Snapshot };

const metaFolder = () => resolve('drizzle/meta');

/** The tables of this build. @param previousId of the snapshot that it follows */
export function snapshotOfSchema(previousId: string): Snapshot {
	const tables = { ...deskTables, ...setupTables, ...trackerTables, ...boxTables };
	return generateDrizzleJson(tables, previousId);
}

/** Those that lie beside the migrations, oldest first. */
export const storedSnapshots = (folder = metaFolder()): StoredSnapshot[] =>
	readdirSync(folder)
		.filter((name) => name.endsWith('_snapshot.json'))
		.sort()
		.map((name) => {
			const file = join(folder, name);
			return { file, snapshot: JSON.parse(readFileSync(file, 'utf8')) as Snapshot };
		});

/** Where the snapshot of the newest migration lies, or has to lie. */
export function newestPlace(folder = metaFolder()): string {
	const journal = JSON.parse(readFileSync(join(folder, '_journal.json'), 'utf8')) as {
		entries: { idx: number }[];
	};
	const number = Math.max(...journal.entries.map(({ idx }) => idx));
	return join(folder, `${String(number).padStart(4, '0')}_snapshot.json`);
}

/** What `npm run db:generate` would write: the statements from `before` to this build's tables. */
export const changesSince = (before: Snapshot): Promise<string[]> =>
	generateMigration(before, snapshotOfSchema(before.id));
