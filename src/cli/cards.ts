import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cardsDocument } from '#lib/client/cards/card-sheets.ts';
import { makeCards } from '#lib/client/cards/make-cards.ts';
import { readDelegates } from '#lib/client/cards/read-delegates.ts';
import { delegatesRefusalTexts } from '#lib/i18n/zh-CN/cards.ts';
import { filled } from '#lib/i18n/zh-CN/import.ts';
import { rollCsv } from '#lib/wire/roll-csv.ts';

/**
 * npm run cards -- --delegates FILE.csv --out DIR [--origin URL] [--keep-seeds] [--force]
 *
 * Makes the deputies' cards where the server never sees a seed: `cards.html` to print and then to delete,
 * `roll.csv` (number, card id, public key) for the import, and with `--keep-seeds` also `cards.json`. Files that
 * hold seeds have mode 0600. Cards already there are not replaced without `--force`: a roll must stay with its
 * own printed cards. Exit 1 when refused, 2 for a command line that makes no sense.
 */
const USAGE =
	'usage: npm run cards -- --delegates FILE.csv --out DIR [--origin URL] [--keep-seeds] [--force]';
const FILES = ['cards.html', 'roll.csv', 'cards.json'];

const options = readOptions();
if (typeof options === 'string') fail(2, options);
else writeCards(options);

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
		if (delegates === undefined || out === undefined) return USAGE;
		if (new URL(origin).origin !== origin)
			return `--origin is not an origin such as https://vote.example: ${origin}`;
		return { delegates, out, origin, keepSeeds, force };
	} catch (error) {
		return `${(error as Error).message}\n${USAGE}`;
	}
}

function writeCards({ delegates, out, origin, keepSeeds, force }: Options): void {
	if (!existsSync(delegates)) return fail(1, `${delegates}: no such file`);
	const holders = readDelegates(readFileSync(delegates));
	if (!holders.ok) return fail(1, filled(delegatesRefusalTexts[holders.code], holders.detail));
	const present = FILES.map((name) => join(out, name)).find((path) => existsSync(path));
	if (present && !force) return fail(1, `${present} is there already; --force replaces it and its cards`);

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
	console.log(
		`${cards.length} cards for ${origin} in ${out}: print cards.html, then delete it; import roll.csv.`
	);

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
