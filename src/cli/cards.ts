import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { toBase64url } from '#lib/crypto/bytes.ts';
import { cardFromSeed, cardUrl, typedCode } from '#lib/crypto/card.ts';
import { cardsPage } from './cards/cards-page.ts';
import { readDelegates, type CardHolder } from './cards/delegates-csv.ts';

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
else makeCards(options);

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

function makeCards({ delegates, out, origin, keepSeeds, force }: Options): void {
	if (!existsSync(delegates)) return fail(1, `${delegates}: no such file`);
	const holders = readDelegates(readFileSync(delegates));
	if (!holders.ok) return fail(1, `${delegates}, row ${holders.detail?.row}: ${holders.detail?.what}`);
	const present = FILES.map((name) => join(out, name)).find((path) => existsSync(path));
	if (present && !force) return fail(1, `${present} is there already; --force replaces it and its cards`);

	const cards = holders.value.map((holder) => makeCard(holder, origin));
	mkdirSync(out, { recursive: true });
	write('cards.html', 0o600, cardsPage(cards.map(({ printed }) => printed)));
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

/** What is printed, and the little that may be imported. The seed itself is forgotten here. */
function makeCard(holder: CardHolder, origin: string) {
	const seed = randomBytes(16);
	const code = typedCode(seed);
	const { cardId, publicKey } = cardFromSeed(seed);
	return {
		printed: { ...holder, code, url: cardUrl(origin, code) },
		imported: { number: holder.number, cardId: toBase64url(cardId), publicKey: toBase64url(publicKey) }
	};
}

function rollCsv(lines: { number: number; cardId: string; publicKey: string }[]): string {
	const rows = lines.map(({ number, cardId, publicKey }) => `${number},${cardId},${publicKey}`);
	return ['number,cardId,publicKey', ...rows, ''].join('\n');
}

function fail(exitCode: number, message: string): void {
	console.error(message);
	process.exitCode = exitCode;
}
