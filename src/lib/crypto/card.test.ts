import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardFromSeed, readTypedCode, signLogin, typedCode, verifyLogin } from './card.ts';

const seed = fc.uint8Array({ minLength: 16, maxLength: 16 });

test('what is printed on a card is read back as its seed', () => {
	fc.assert(
		fc.property(seed, (value) => {
			expect(readTypedCode(typedCode(value))).toEqual({ ok: true, value });
		})
	);
});

test('a code is read as people type it', () => {
	const sloppy = fc.tuple(
		seed,
		fc.constantFrom('', ' ', '-', '—', '\u3000', '\u200b'),
		fc.constantFrom('o', 'O', '0'),
		fc.constantFrom('i', 'I', 'l', 'L', '1'),
		fc.boolean()
	);
	fc.assert(
		fc.property(sloppy, ([value, separator, zero, one, lower]) => {
			const code = typedCode(value).replace(/-/g, separator).replace(/0/g, zero).replace(/1/g, one);
			expect(readTypedCode(lower ? code.toLowerCase() : code)).toEqual({ ok: true, value });
		})
	);
});

test('two neighbouring symbols exchanged are almost always noticed', () => {
	const samples = fc.sample(fc.tuple(seed, fc.nat(24)), { numRuns: 500, seed: 1 });
	const exchanged = samples.map(([value, at]) => {
		const symbols = [...typedCode(value).replace(/-/g, '')];
		[symbols[at], symbols[at + 1]] = [symbols[at + 1]!, symbols[at]!];
		const read = readTypedCode(symbols.join(''));
		return symbols[at] !== symbols[at + 1] && read.ok;
	});
	expect(exchanged.filter(Boolean).length).toBeLessThan(40);
});

test('a sign-in is bound to its card, origin and nonce', () => {
	const card = cardFromSeed(new Uint8Array(16).fill(1));
	const other = cardFromSeed(new Uint8Array(16).fill(2));
	const nonce = new Uint8Array(32).fill(3);
	const signature = signLogin(card.secret, 'https://a.example', nonce);
	expect(verifyLogin(card.publicKey, 'https://a.example', nonce, signature)).toBe(true);
	expect(verifyLogin(card.publicKey, 'https://b.example', nonce, signature)).toBe(false);
	expect(verifyLogin(card.publicKey, 'https://a.example', new Uint8Array(32), signature)).toBe(false);
	expect(verifyLogin(other.publicKey, 'https://a.example', nonce, signature)).toBe(false);
});

test('a seed of another length is a mistake of the program', () => {
	expect(() => cardFromSeed(new Uint8Array(15))).toThrow('15');
	expect(() => typedCode(new Uint8Array(17))).toThrow('17');
});
