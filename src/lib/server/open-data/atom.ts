import { writableText } from '../../domain/writable-text.ts';

/**
 * Atom 1.0 (RFC 4287), written here: it is thirty lines, and the package that is usual for it draws in an XML
 * library without a maintainer and lets control characters through, which no reader accepts.
 */

export type Entry = { id: string; title: string; link: string; updated: string; text: string };

export type Feed = {
	/** Permanent: the same whatever address it was asked at (RFC 4287, 4.2.6). */
	id: string;
	title: string;
	/** Who speaks. */
	author: string;
	self: string;
	alternate: string;
	/** Newest first. */
	entries: readonly Entry[];
};

export const atomFeed = ({ id, title, author, self, alternate, entries }: Feed): string =>
	[
		'<?xml version="1.0" encoding="utf-8"?>',
		'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
		`<id>${xml(id)}</id>`,
		`<title>${xml(title)}</title>`,
		// A feed without news has not changed since ever: its tag stays the same.
		`<updated>${entries[0]?.updated ?? '1970-01-01T00:00:00.000Z'}</updated>`,
		`<author><name>${xml(author)}</name></author>`,
		`<link rel="self" type="application/atom+xml" href="${xml(self)}"/>`,
		`<link rel="alternate" type="text/html" href="${xml(alternate)}"/>`,
		...entries.map(entryXml),
		'</feed>',
		''
	].join('\n');

const entryXml = ({ id, title, link, updated, text }: Entry): string =>
	[
		'<entry>',
		`<id>${xml(id)}</id>`,
		`<title>${xml(title)}</title>`,
		`<updated>${updated}</updated>`,
		`<link rel="alternate" type="text/html" href="${xml(link)}"/>`,
		`<content type="text">${xml(text)}</content>`,
		'</entry>'
	].join('');

const xml = (text: string): string =>
	writableText(text)
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
