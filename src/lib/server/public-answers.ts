import { createHash } from 'node:crypto';
import { problemAnswer } from './answers.ts';

/** Formats of the open data, as a suffix and by their type. */
export const formats = {
	json: 'application/json',
	csv: 'text/csv',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
} as const;
export type Format = keyof typeof formats;

/** What everybody may read a cache may keep: for a minute, so that what is announced is everywhere soon. */
export const PUBLIC_CACHE = 'public, max-age=0, s-maxage=60';

export type PublicBody = {
	body: string | Uint8Array<ArrayBuffer>;
	type: string;
	/** Saved under this name; shown where none is given. */
	filename?: string;
	/** The next page, for programs that follow links. */
	next?: string | null;
	/** The address answers in several formats. */
	negotiated?: boolean;
};

/** An answer that is the same for everybody, under a strong tag: whoever has it already is told so. */
export function publicAnswer(
	request: Request,
	{ body, type, filename, next, negotiated }: PublicBody
): Response {
	const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
	const headers: Record<string, string> = {
		etag: tag,
		'cache-control': PUBLIC_CACHE,
		// Public data: a page of another origin may read it too.
		'access-control-allow-origin': '*',
		...(negotiated ? { vary: 'Accept' } : {}),
		...(next ? { link: `<${next}>; rel="next"` } : {})
	};
	if (holds(request.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers });
	headers['content-type'] = /^text\/|json$|xml$/.test(type) ? `${type}; charset=utf-8` : type;
	if (filename)
		headers['content-disposition'] = `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`;
	return new Response(body, { headers });
}

export const publicJson = (request: Request, value: unknown, extra: Partial<PublicBody> = {}): Response =>
	publicAnswer(request, { body: JSON.stringify(value), type: formats.json, ...extra });

/** The comparison is a weak one, as RFC 9110 asks of If-None-Match. */
function holds(asked: string | null, tag: string): boolean {
	if (asked === null) return false;
	return asked.split(',').some((one) => ['*', tag].includes(one.trim().replace(/^W\//, '')));
}

/** `name.csv` as its name and its format; without a suffix the request's Accept decides. */
export function withSuffix(text: string): { name: string; suffix: string | null } {
	const dot = text.lastIndexOf('.');
	return dot < 0 ? { name: text, suffix: null } : { name: text.slice(0, dot), suffix: text.slice(dot + 1) };
}

/** The format that is asked for, or null where it is none of ours. A browser that takes anything gets JSON. */
export function formatOf(request: Request, suffix: string | null): Format | null {
	const known = Object.keys(formats) as Format[];
	if (suffix !== null) return known.find((format) => format === suffix) ?? null;
	const accept = request.headers.get('accept') ?? '*/*';
	const wanted = accept
		.split(',')
		.map((part) => {
			const [type = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
			const quality = parameters.find((one) => one.startsWith('q='))?.slice(2);
			return { type, quality: quality === undefined ? 1 : Number(quality) };
		})
		.filter(({ quality }) => quality > 0)
		.sort((a, b) => b.quality - a.quality);
	for (const { type } of wanted) {
		const found = known.find((format) => formats[format] === type);
		if (found) return found;
		if (['*/*', 'application/*'].includes(type)) return 'json';
		if (type === 'text/*') return 'csv';
	}
	return null;
}

export const unknownFormat = (): Response => problemAnswer('not-acceptable');
