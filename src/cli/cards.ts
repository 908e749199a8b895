import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cardsDocument } from '#lib/client/cards/card-sheets.ts';
import { makeCards } from '#lib/client/cards/make-cards.ts';
import { readDelegates } from '#lib/client/cards/read-delegates.ts';
import { addressFault } from '#lib/domain/hall-address.ts';
import { delegatesRefusalTexts } from '#lib/i18n/zh-CN/cards.ts';
import { cardsCommandTexts as t } from '#lib/i18n/zh-CN/cards-cli.ts';
import { filled } from '#lib/i18n/zh-CN/import.ts';
import { operatorTexts } from '#lib/i18n/zh-CN/operator.ts';
import { rollCsv } from '#lib/wire/roll-csv.ts';
import { optionFault } from './option-fault.ts';

/**
 * npm run cards -- --delegates FILE.csv --out DIR [--origin URL] [--keep-seeds] [--force]
 *
 * Makes the deputies' cards where the server never sees a seed: `cards.html` to print and then to delete,
 * `roll.csv` (number, card id, public key) for the import, and with `--keep-seeds` also `cards.json`. Files that
 * hold seeds have mode 0600. Cards already there are not replaced without `--force`: a roll must stay with its
 * own printed cards. Exit 1 when refused, 2 for a command line that makes no sense.
 */
const FILES = ['cards.html', 'roll.csv', 'cards.json'];

const options = readOptions();
if (typeof options === 'string') fail(2, options);
else
	try {
		writeCards(options);
	} catch (error) {
		// The disk is full, a folder may not be written: what the system says is all there is.
		fail(1, operatorTexts.failed((error as Error).message));
	}

type Options = { delegates: string; out: string; origin: string; keepSeeds: boolean; force: boolean };

function readOptions(): Options | string {
	try {
		const { values } = parseArgs({
			options: {
				delegates: { type: 'string' },
				out: { type: 'string' },
				origin: { type: 'string', default: 'http://localhost:3000' },
				'keep-seeds': { type: 'boolean', default: false },
				force: { type: 'boolean', default: false }
			}
		});
		const { delegates, out, origin, 'keep-seeds': keepSeeds, force } = values;
		if (delegates === undefined || out === undefined) return t.usage;
		if (!isOrigin(origin)) return t.badOrigin(origin);
		return { delegates, out, origin, keepSeeds, force };
	} catch (error) {
		const fault = optionFault(error);
		if (fault === null) throw error;
		return `${fault}\n\n${t.usage}`;
	}
}

function isOrigin(text: string): boolean {
	return URL.canParse(text) && new URL(text).origin === text;
}

function writeCards({ delegates, out, origin, keepSeeds, force }: Options): void {
	if (!existsSync(delegates)) return fail(1, t.noFile(delegates));
	const holders = readDelegates(readFileSync(delegates));
	if (!holders.ok) return fail(1, filled(delegatesRefusalTexts[holders.code], holders.detail));
	const present = FILES.map((name) => join(out, name)).find((path) => existsSync(path));
	if (present && !force) return fail(1, t.present(present));

	const cards = makeCards(holders.value, origin);
	mkdirSync(out, { recursive: true });
	write('cards.html', 0o600, cardsDocument(cards.map(({ printed }) => printed)));
	write('roll.csv', 0o644, rollCsv(cards.map(({ imported }) => imported)));
	if (keepSeeds)
		write(
			'cards.json',
			0o600,
			JSON.stringify({ origin, cards: cards.map(({ printed }) => printed) }, null, '\t') + '\n'
		);
	console.log(t.made(cards.length, origin, out));
	if (addressFault(origin) === 'local') console.log(t.local);
	if (keepSeeds) console.log(t.seeds);

	function write(name: string, mode: number, content: string): void {
		const path = join(out, name);
		writeFileSync(path, content, { mode });
		chmodSync(path, mode);
	}
}

function fail(exitCode: number, message: string): void {
	console.error(message);
	process.exitCode = exitCode;
}
