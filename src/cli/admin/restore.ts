import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatDateTime } from '#lib/i18n/format.ts';
import { operatorTexts } from '#lib/i18n/zh-CN/operator.ts';
import { restoreBackup } from '#lib/server/backup/restore-backup.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { backupTrouble } from './backup-trouble.ts';
import { passphraseOf, passphraseOptions } from './passphrase.ts';
import { openPlace, placeOptions } from './place.ts';
import { UsageFault } from './subcommand.ts';

export const usage = 'npm run admin -- restore FILE [--passphrase-file FILE] [--data DIR]';

const t = operatorTexts.backup;

/** A backup into an empty database and empty folders: all of it or nothing. */
export async function run(words: string[]): Promise<void> {
	const { values, positionals } = parseArgs({
		args: words,
		allowPositionals: true,
		options: { ...placeOptions, ...passphraseOptions }
	});
	const [file, ...more] = positionals;
	if (!file || more.length) throw new UsageFault(t.whichFile);
	const passphrase = await passphraseOf(values);
	const place = await openPlace(values.data, { make: true });
	try {
		const restored = await restoreBackup(resolve(file), passphrase, place);
		if (!restored.ok) throw backupTrouble(restored);
		await migrate(place.databaseUrl);
		const { at, tables, files } = restored.value;
		const rows = tables.reduce((sum, table) => sum + table.rows, 0);
		console.log(t.restored({ at: formatDateTime(at), rows, files: files.length }));
	} finally {
		await place.close();
	}
}
