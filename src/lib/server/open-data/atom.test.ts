import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atomFeed } from './atom.ts';

const feed = (title: string, entries: { title: string; text: string }[] = []) =>
	atomFeed({
		...{ id: 'urn:x', title, author: '镇人大', self: 'https://x/feed.xml', alternate: 'https://x/' },
		entries: entries.map((entry, i) => ({
			...entry,
			...{
				id: `urn:x:${i}`,
				link: 'https://x/projects/1?a=1&b=2',
				updated: `2026-03-0${i + 1}T00:00:00.000Z`
			}
		}))
	});

test('a feed is as new as its first entry, and one without entries stays the same for ever', () => {
	expect(feed('进展', [{ title: '开工', text: '' }])).toContain(
		'<updated>2026-03-01T00:00:00.000Z</updated>'
	);
	expect(feed('进展')).toBe(feed('进展'));
	expect(feed('进展')).toContain('<updated>1970-01-01');
});

test('whatever people type, no mark-up and no character that XML has not comes of it', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const made = feed(text, [{ title: text, text }]);
			const inner = /<content type="text">([^]*?)<\/content>/.exec(made)![1]!;
			expect(inner).not.toMatch(/[<>"]|&(?!(amp|lt|gt|quot);)/);
			// eslint-disable-next-line no-control-regex -- what must not be there
			expect(made).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
		})
	);
	expect(feed('甲\u0008乙\u0000 & <丙>')).toContain('<title>甲乙 &amp; &lt;丙&gt;</title>');
});
