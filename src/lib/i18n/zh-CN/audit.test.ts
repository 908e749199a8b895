import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { actsNamed, auditActName, auditActNames, auditActorText, auditDetailText } from './audit.ts';

const src = resolve(import.meta.dirname, '../../..');
const sources = globSync('{lib/server,cli,routes}/**/*.ts', { cwd: src })
	.map((file) => ({ file, source: readFileSync(resolve(src, file), 'utf8') }))
	.filter(({ source }) => /\bappend(Congress)?Audit\(|\brecordAct\(/.test(source));

/** `act: 'one'` and `act: some ? 'one' : 'other'` in what is handed to a chain. */
const written = sources
	.flatMap(({ source }) => handedOver(source))
	.flatMap((entry) => [
		...entry.matchAll(/\bact: (?:[^,;{}\n]*\? )?'([a-z]+(?:-[a-z]+)*)'(?: : '([a-z]+(?:-[a-z]+)*)')?/g)
	])
	.flatMap(([, one, other]) => (other ? [one!, other] : [one!]));

/** The arguments of each call that writes to a chain. */
function handedOver(source: string): string[] {
	return [...source.matchAll(/\b(?:append(?:Congress)?Audit|recordAct)\(/g)].map(({ index }) => {
		let depth = 0;
		let end = source.indexOf('(', index);
		do {
			depth += source[end] === '(' ? 1 : source[end] === ')' ? -1 : 0;
			end++;
		} while (depth > 0 && end < source.length);
		return source.slice(index, end);
	});
}

test('every act that is written to a chain has its word', () => {
	expect(sources.length).toBeGreaterThan(30);
	expect(new Set(written).size).toBeGreaterThan(50);
	// The types ask for it too, of acts that are no literals as well.
	expect(written.filter((act) => !Object.hasOwn(auditActNames, act))).toEqual([]);
});

test('no two acts are called the same, and none is without a word', () => {
	const words = Object.values(auditActNames);
	expect(words.filter((word, i) => words.indexOf(word) !== i || !/^\p{Script=Han}/u.test(word))).toEqual([]);
});

test('acts are found by their words, and an unknown one keeps its name', () => {
	expect(actsNamed('签到')).toEqual(['checked-in', 'check-in-undone']);
	expect(auditActName('round-closed')).toBe('表决结束');
	expect(auditActName('of-long-ago')).toBe('of-long-ago');
});

test('details and actors read as sentences of the meeting', () => {
	expect(auditDetailText({ username: 'office-9', from: 'office', role: 'chair' })).toBe(
		'账号：office-9；原为：会务；角色：主持人'
	);
	expect(auditDetailText(null)).toBe('');
	expect(['system', 'operator', 'delegate 12', 'office-1, office-2'].map(auditActorText)).toEqual([
		'系统',
		'运维命令',
		'12 号代表',
		'office-1, office-2'
	]);
});
