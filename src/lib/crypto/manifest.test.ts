import { expect, test } from 'vitest';
import vectors from '../../../tests/cases/protocol-vectors.json' with { type: 'json' };
import { manifestHash, manifestIssuers, rollHash, rollLines, textHash } from './manifest.ts';

test('the hash covers every member of the manifest as received, unknown ones too', () => {
	expect(manifestHash({ ...vectors.manifest, electorate: 77 })).not.toEqual(manifestHash(vectors.manifest));
	expect(manifestHash({ ...vectors.manifest, later: 1 })).not.toEqual(manifestHash(vectors.manifest));
	const reordered = Object.fromEntries(Object.entries(vectors.manifest).reverse());
	expect(manifestHash(reordered)).toEqual(manifestHash(vectors.manifest));
});

test('a text hash covers the eight fields and nothing else', () => {
	const { text } = vectors.texts[0]!;
	expect(textHash({ ...text, category: '交通' } as typeof text)).toEqual(textHash(text));
	for (const field of Object.keys(text))
		expect(textHash({ ...text, [field]: '改' })).not.toEqual(textHash(text));
});

test('the roll is ordered by number, not by the text of the number', () => {
	const roll = [10, 9, 1].map((number) => ({ number, cardPublicKey: `k${number}` }));
	expect(rollLines(roll).map((line) => (JSON.parse(line) as { number: number }).number)).toEqual([1, 9, 10]);
	expect(rollHash(roll)).toEqual(rollHash([...roll].reverse()));
});

test('issuers are read in order; none, a repeated or an unreadable one is refused', () => {
	const [first] = vectors.manifest.issuers;
	const second = { spki: vectors.secondIssuer.publicKey };
	const read = manifestIssuers({ issuers: [second, first!] });
	expect(read.ok && read.value.length).toBe(2);
	const refused = { ok: false, code: 'bad-issuer-key' };
	expect(manifestIssuers({ issuers: [] })).toEqual(refused);
	expect(manifestIssuers({ issuers: [first!, first!] })).toEqual(refused);
	expect(manifestIssuers({ issuers: [{ spki: first!.spki + '=' }] })).toEqual(refused);
});
