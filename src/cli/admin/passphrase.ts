import { readFile } from 'node:fs/promises';
import { operatorTexts } from '#lib/i18n/zh-CN/operator.ts';
import { UsageFault } from './subcommand.ts';

/** Never a word of the command line: every user of the machine could read it there. */
export const passphraseOptions = { 'passphrase-file': { type: 'string' } } as const;

const LEAST_LENGTH = 12;

/** The first line of the named file, else `PIAOJUE_BACKUP_PASSPHRASE`, else null: not encrypted. */
export async function passphraseOf(values: { 'passphrase-file'?: string }): Promise<string | null> {
	const file = values['passphrase-file'];
	const text =
		file === undefined
			? (process.env.PIAOJUE_BACKUP_PASSPHRASE ?? '')
			: ((await readFile(file, 'utf8')).split(/\r?\n/)[0] ?? '');
	if (file === undefined && text === '') return null;
	if (text.length < LEAST_LENGTH) throw new UsageFault(operatorTexts.backup.shortPassphrase(LEAST_LENGTH));
	return text;
}
