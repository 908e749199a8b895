/** Shorter ones are guessed; longer ones may be as simple as a sentence. In characters. */
export const SHORTEST_PASSWORD = 12;

/** Fewer different characters are one key held down. */
const LEAST_VARIETY = 5;

/** What people choose when twelve characters are asked for; compared in lower case and inside of a longer one. */
const common = [
	'password',
	'qwerty',
	'asdfgh',
	'zxcvbn',
	'1q2w3e',
	'admin123',
	'administrator',
	'letmein',
	'welcome',
	'woaini',
	'mima',
	'piaojue',
	'renda',
	'5201314',
	'88888888',
	'66666666'
] as const;

export type PasswordFault = 'password-too-short' | 'password-names-you' | 'password-too-common';

/**
 * Why a password can't be taken; null for a good one. Long, not of the own name, and no well-known one: no classes of
 * characters are asked for, because they only make people write it down.
 *
 * @param own what belongs to the person: user name, name
 */
export function passwordFault(password: string, own: readonly string[]): PasswordFault | null {
	const typed = [...password.normalize('NFKC')];
	if (typed.length < SHORTEST_PASSWORD) return 'password-too-short';
	const plain = typed.join('').toLowerCase();
	if (own.some((name) => [...name].length >= 2 && plain.includes(name.normalize('NFKC').toLowerCase())))
		return 'password-names-you';
	if (new Set(plain).size < LEAST_VARIETY || isRun(plain)) return 'password-too-common';
	// A well-known word is no harm in a sentence; it is where little else is there.
	const rest = common.reduce((left, word) => left.replaceAll(word, ''), plain);
	return rest.replace(/(\d)\d*/g, '$1').length < SHORTEST_PASSWORD / 2 && rest !== plain
		? 'password-too-common'
		: null;
}

/** How good a password that can be taken is, for the word beside the field. */
export function passwordStrength(password: string): 'fair' | 'good' | 'strong' {
	const typed = [...password.normalize('NFKC')];
	const variety = new Set(typed.map((character) => character.toLowerCase())).size;
	if (typed.length >= 20 && variety >= 10) return 'strong';
	return typed.length >= 15 && variety >= 8 ? 'good' : 'fair';
}

/** 123456789012, abcdefghijkl, and the same backwards. */
function isRun(text: string): boolean {
	const steps = [...text].slice(1).map((character, i) => character.charCodeAt(0) - text.charCodeAt(i));
	const straight = (step: number) => steps.filter((one) => one === step || one === -9 * step).length;
	return Math.max(straight(1), straight(-1)) >= steps.length - 1;
}
