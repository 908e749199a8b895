import { readFileSync } from 'node:fs';
import { countRound, type CountResult } from '#lib/domain/count.ts';
import { parseCase } from '#lib/domain/parse-case.ts';

/**
 * npm run --silent count -- FILE
 *
 * Counts a case file (docs/rules.md, file form): the result as JSON on stdout and exit 0, or one line on stderr
 * that says what is wrong and where, and exit 2.
 */
const counted = countFile(process.argv.slice(2));
if (typeof counted === 'string') {
	console.error(counted.replace(/\s+/g, ' '));
	process.exitCode = 2;
} else {
	console.log(JSON.stringify(counted, null, '\t'));
}

/** The result, or the line that says why there is none. */
function countFile(args: string[]): CountResult | string {
	const [file] = args;
	if (file === undefined || args.length > 1) return 'usage: npm run --silent count -- FILE';
	let json: unknown;
	try {
		json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)));
	} catch (error) {
		return `${file}: ${(error as Error).message}`;
	}
	const round = parseCase(json);
	if (!round.ok) return `${file}: ${round.detail?.where}: ${round.detail?.what}`;
	const result = countRound(round.value);
	if (!result.ok) {
		const { present, electorate, needed } = result.detail ?? {};
		return `${file}: quorum not met: ${present} of ${electorate} present, ${needed} needed`;
	}
	return result.value;
}
