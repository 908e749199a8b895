import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fromBase64url, utf8 } from '#lib/crypto/bytes.ts';
import { verifyWithNoble, verifyWithOpenssl } from '#lib/crypto/ed25519.ts';
import { verifyArchive } from '#lib/crypto/verify/verify-archive.ts';
import { archiveFaultTexts } from '#lib/i18n/zh-CN/archive.ts';
import vectors from '../docs/protocol-vectors.json' with { type: 'json' };
import { docsVectors } from './support/docs-vectors.ts';

test('the vectors beside the protocol are what the code makes', () => {
	expect(docsVectors()).toEqual(vectors);
});

test('their archive is a genuine one', () => {
	const files = new Map(
		Object.entries(vectors.archive.files).map(([name, content]) => [name, utf8(content)])
	);
	const { fingerprint } = vectors;
	const { resultHash } = vectors.archive;
	expect(verifyArchive(files, { fingerprint, resultHash })).toMatchObject({
		ok: true,
		value: { round: { root: vectors.archive.root, resultHash, elected: ['项目1', '项目3'] } }
	});
});

test.each(vectors.ed25519)('$name: $valid', ({ publicKey, message, signature, valid }) => {
	const parts = [fromBase64url(publicKey), fromBase64url(message), fromBase64url(signature)] as const;
	expect([verifyWithNoble(...parts), verifyWithOpenssl(...parts)]).toEqual([valid, valid]);
});

test('the protocol names every failure of the verifier', () => {
	const page = readFileSync(new URL('../docs/protocol.md', import.meta.url), 'utf8');
	const faults = Object.keys(archiveFaultTexts);
	expect(faults.length).toBeGreaterThan(40);
	expect(faults.filter((fault) => !page.includes(`\`${fault}\``))).toEqual([]);
});
