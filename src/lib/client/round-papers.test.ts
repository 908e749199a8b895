import { describe, expect, it } from 'vitest';
import vectors from '../../../tests/cases/protocol-vectors.json' with { type: 'json' };
import { checkPapers } from './round-papers.ts';

const texts = vectors.texts.map(({ text }) => text);
const round = () => ({
	id: vectors.roundId,
	state: 'ready',
	manifest: structuredClone(vectors.manifest),
	fingerprint: vectors.fingerprint as string | null
});

describe('the tablet checks the papers of a round', () => {
	it('takes a manifest that agrees with its fingerprint and its texts', () => {
		const papers = checkPapers(round(), texts);
		expect(papers.ok && papers.value.fingerprint).toBe(vectors.fingerprint);
		expect(papers.ok && papers.value.candidates.map(({ number, text }) => [number, text.name])).toEqual(
			vectors.manifest.candidates.map(({ number, name }) => [number, name])
		);
	});

	it('finds each text by its hash, in whatever order they come', () => {
		expect(checkPapers(round(), [...texts].reverse())).toEqual(checkPapers(round(), texts));
	});

	it('refuses a manifest changed under its fingerprint', () => {
		const forged = round();
		forged.manifest.rules.seats = 6;
		expect(checkPapers(forged, texts)).toMatchObject({ code: 'fingerprint-differs' });
	});

	it('refuses a fingerprint that is not there', () => {
		expect(checkPapers({ ...round(), fingerprint: null }, texts)).toMatchObject({
			code: 'fingerprint-differs'
		});
	});

	it('refuses the manifest of another round', () => {
		const other = { ...round(), id: '00000000-0000-4000-8000-000000000009' };
		expect(checkPapers(other, texts)).toMatchObject({ code: 'not-a-manifest' });
	});

	it('refuses a text that was changed after the round was made ready', () => {
		const changed = texts.map((text, i) => (i === 2 ? { ...text, amount: '1 元' } : text));
		expect(checkPapers(round(), changed)).toMatchObject({ code: 'texts-differ' });
		expect(checkPapers(round(), texts.slice(1))).toMatchObject({ code: 'texts-differ' });
	});

	it.each([null, 'manifest', {}, { v: 1 }, { ...vectors.manifest, candidates: [] }])(
		'refuses %j, which is no manifest',
		(manifest) => {
			expect(checkPapers({ ...round(), manifest }, texts)).toMatchObject({ code: 'not-a-manifest' });
		}
	);
});
