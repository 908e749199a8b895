import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import postgres from 'postgres';
import { operatorTexts as t } from '#lib/i18n/zh-CN/operator.ts';
import { connectDesk, type Desk } from '#lib/server/db/client.ts';
import { joinEmbedded } from '#lib/server/db/embedded.ts';
import { pendingMigrations } from '#lib/server/db/migrate.ts';
import { readEnv, type Env } from '#lib/server/env.ts';
import type { KeyFolder } from '#lib/server/round-keys.ts';
import { Trouble } from './subcommand.ts';

/** Where an installation lies: its database and its folders. */
export type Place = {
	databaseUrl: string;
	/** Of the embedded server alone: where a database can be made to try a restore in. */
	superuserUrl: string | null;
	keys: KeyFolder;
	uploadDir: string;
	archiveDir: string;
	/** Null with `--data`: a demonstration's server has no environment of its own. */
	env: Env | null;
	close(): Promise<void>;
};

/** The option of every subcommand that works on an installation. */
export const placeOptions = { data: { type: 'string' } } as const;

/**
 * The installation of `--data DIR`, else of the environment. A demonstration that is running is joined, one that
 * is not gets its database started for the time of the command.
 *
 * @param make whether DIR may be new: only a restore fills an empty one
 */
export async function openPlace(data: string | undefined, { make = false } = {}): Promise<Place> {
	if (data !== undefined) return openData(resolve(data), make);
	const env = readEnv();
	if (!env.databaseUrl) throw new Trouble(t.noDatabase);
	return {
		databaseUrl: env.databaseUrl,
		superuserUrl: null,
		keys: { dir: env.keyDir, secret: env.secret },
		uploadDir: env.uploadDir,
		archiveDir: env.archiveDir,
		env,
		close: async () => {}
	};
}

async function openData(dir: string, make: boolean): Promise<Place> {
	if (!make && !existsSync(join(dir, 'postgres'))) throw new Trouble(t.noData(dir));
	const embedded = await joinEmbedded(dir);
	const secret = join(dir, 'secret');
	return {
		databaseUrl: embedded.url,
		superuserUrl: embedded.superuserUrl,
		keys: { dir: join(dir, 'keys'), secret: existsSync(secret) ? readFileSync(secret, 'utf8') : '' },
		uploadDir: join(dir, 'uploads'),
		archiveDir: join(dir, 'archive'),
		env: null,
		close: () => embedded.stop()
	};
}

/** Runs `work` as the desk on an installation whose database has the schema of this build. */
export async function withDesk(
	data: string | undefined,
	work: (desk: Desk, place: Place) => Promise<void>
): Promise<void> {
	const place = await openPlace(data);
	const owner = postgres(place.databaseUrl, { max: 1, onnotice: () => {} });
	const desk = connectDesk(place.databaseUrl, place.keys, { max: 2 });
	try {
		const behind = await pendingMigrations(owner);
		if (behind.length) throw new Trouble(t.schemaBehind(behind.length));
		await work(desk, place);
	} finally {
		await owner.end({ timeout: 5 });
		await desk.$client.end({ timeout: 5 });
		await place.close();
	}
}
