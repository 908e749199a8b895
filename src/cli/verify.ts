import { parseArgs } from 'node:util';
import type { ArchiveFault } from '#lib/crypto/verify/archive-fault.ts';
import { verifyArchive, type ArchiveStatement } from '#lib/crypto/verify/verify-archive.ts';
import { isRehearsalTitle } from '#lib/domain/rehearsal.ts';
import type { RefusalDetail } from '#lib/domain/result.ts';
import { outcomeNames } from '#lib/i18n/zh-CN/common.ts';
import { archiveFaultTexts, archiveTexts as texts } from '#lib/i18n/zh-CN/archive.ts';
import { settlementNames } from '#lib/i18n/zh-CN/rounds.ts';
import { readArchive, type ReadFault } from '#lib/server/archive/read-archive.ts';

/**
 * npm run --silent verify -- PATH [--fingerprint F] [--result-hash H]
 *
 * Checks an archive offline (docs/protocol.md, verification): a statement on stdout and exit 0, or the name of
 * the first failure on stderr and exit 1. A command line that makes no sense is exit 2.
 */
const faultTexts: Record<ArchiveFault | ReadFault, string> = archiveFaultTexts;

const command = readCommand();
if (!command) {
	console.error(
		'usage: npm run --silent verify -- PATH [--fingerprint XXXX-XXXX-XXXX-XXXX-XXXX] [--result-hash HASH]'
	);
	process.exitCode = 2;
} else {
	const files = readArchive(command.path);
	const verified = files.ok ? verifyArchive(files.value, command.report) : files;
	if (verified.ok) console.log(statementLines(verified.value).join('\n'));
	else {
		console.error(
			`${texts.failed} FAILED: ${verified.code}${detailOf(verified.detail)}\n${faultTexts[verified.code]}`
		);
		process.exitCode = 1;
	}
}

function readCommand() {
	try {
		const { positionals, values } = parseArgs({
			args: joined(process.argv.slice(2)),
			allowPositionals: true,
			options: { fingerprint: { type: 'string' }, 'result-hash': { type: 'string' } }
		});
		const [path, ...more] = positionals;
		if (path === undefined || more.length > 0) return null;
		return { path, report: { fingerprint: values.fingerprint, resultHash: values['result-hash'] } };
	} catch {
		return null; // an option that does not exist, or one without its value
	}
}

/** A hash in base64url may begin with `-`; after its option it is a value all the same. */
function joined(words: string[]): string[] {
	const [word, value, ...rest] = words;
	if (word === undefined) return [];
	if (/^--(fingerprint|result-hash)$/.test(word) && value !== undefined)
		return [`${word}=${value}`, ...joined(rest)];
	return [word, ...joined(words.slice(1))];
}

function statementLines({ round, sealed, compared }: ArchiveStatement): string[] {
	const scope = round && sealed ? 'both' : round ? 'public' : 'sealed';
	const lines = [`${texts.verified} VERIFIED: ${texts.scope[scope]}`];
	if (round) {
		const { sum } = round;
		if (isRehearsalTitle(round.title)) lines.push(texts.rehearsal);
		lines.push(
			line(texts.meeting, 'meeting', round.meeting),
			line(texts.round, 'round', `${round.title} (${round.roundId})`),
			line(texts.fingerprint, 'fingerprint', round.fingerprint),
			line(texts.root, 'root', round.root),
			line(texts.resultHash, 'result hash', round.resultHash),
			...round.signers.map(({ name, chief, publicKey }) =>
				line(texts.signer, 'signer', `${name} (${chief ? texts.chief : texts.scrutineer}) ${publicKey}`)
			),
			line(
				texts.result,
				'result',
				`${texts.status[sum.status]}; ${texts.issued} ${sum.issued}, ${texts.returned} ${sum.returned}, ` +
					`${texts.valid} ${sum.valid}, ${texts.invalid} ${sum.invalid}`
			),
			...round.elected.map((name) => line(texts.chosen, 'chosen', name)),
			...round.graded.map(({ name, grade }) =>
				line(texts.graded, 'grade', `${name} ${outcomeNames[grade]} (${grade})`)
			),
			texts.sealedPart[round.sealedPart]
		);
	}
	if (sealed) {
		lines.push(
			line(texts.ballots, 'ballots', String(sealed.ballots)),
			line(texts.draws, 'draws', String(sealed.draws)),
			line(texts.roll, 'roll', String(sealed.roll)),
			line(texts.auditRecords, 'audit records', String(sealed.auditRecords))
		);
		if (sealed.settled) lines.push(line(texts.settled, 'settled', settledText(sealed.settled)));
	}
	if (compared.fingerprint) lines.push(`${texts.fingerprint} fingerprint: ${texts.compared}`);
	if (compared.resultHash) lines.push(`${texts.resultHash} result hash: ${texts.compared}`);
	if (round && !(compared.fingerprint && compared.resultHash)) lines.push(texts.notCompared);
	return lines;
}

function settledText({ kind, chosen, note }: { kind: string; chosen: string; note: string }): string {
	const name = (settlementNames as Record<string, string>)[kind] ?? kind;
	return [name, chosen && `${texts.chosen} ${chosen}`, note].filter(Boolean).join('; ');
}

function line(chinese: string, english: string, value: string): string {
	return `${chinese} ${english}: ${value}`;
}

function detailOf(detail: RefusalDetail = {}): string {
	return Object.entries(detail)
		.map(([name, value]) => ` ${name}=${value}`)
		.join('');
}
