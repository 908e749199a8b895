import { exitOnSignals } from '#lib/server/db/embedded.ts';
import { operatorTexts as t } from '#lib/i18n/zh-CN/operator.ts';
import { Trouble, UsageFault, type Subcommand } from './admin/subcommand.ts';
import { optionFault } from './option-fault.ts';

/**
 * npm run admin -- SUBCOMMAND … : what the operator of an installation does outside of the pages.
 *
 * Exit 0: done; 1: not done, with the reason on stderr; 2: a command line that makes no sense. Works on
 * DATABASE_URL with the server's own environment, or with `--data DIR` on a demonstration's embedded PostgreSQL.
 */
const subcommands: Record<string, () => Promise<Subcommand>> = {
	'user add': () => import('./admin/user-add.ts'),
	'user reset': () => import('./admin/user-reset.ts'),
	'congress add': () => import('./admin/congress-add.ts'),
	doctor: () => import('./admin/doctor.ts'),
	backup: () => import('./admin/backup.ts'),
	restore: () => import('./admin/restore.ts'),
	rehearse: () => import('./admin/rehearse.ts')
};

exitOnSignals();
process.exit(await main(process.argv.slice(2)));

async function main(words: string[]): Promise<number> {
	const name = Object.keys(subcommands).find((entry) => `${words.join(' ')} `.startsWith(`${entry} `));
	if (!name) return usage(t.usage(Object.keys(subcommands)));
	const subcommand = await subcommands[name]!();
	const own = words.slice(name.split(' ').length);
	try {
		if (own.includes('--help')) {
			console.log(subcommand.usage);
			return 0;
		}
		await subcommand.run(own);
		return 0;
	} catch (error) {
		const fault = error instanceof UsageFault ? error.message : optionFault(error);
		if (fault !== null) return usage(`${fault}\n\n${subcommand.usage}`);
		// What we foresaw has its sentence; of everything else the operator gets what there is.
		console.error(error instanceof Trouble ? error.message : t.failed(textOf(error)));
		return 1;
	}
}

function usage(text: string): number {
	console.error(text);
	return 2;
}

function textOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
