import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type PdfItem = {
	text: string;
	left: number;
	right: number;
	/** From the top of the sheet: where its characters' squares begin, and the line that they stand on. */
	top: number;
	base: number;
	upright: boolean;
};
export type PdfPage = { width: number; height: number; text: string; items: PdfItem[] };
export type ReadPdf = {
	pages: PdfPage[];
	/** All pages, without white space. */
	text: string;
	/** Fonts that the reader's machine would have to have. */
	unembedded: string[];
	/** Characters of all pages that are drawn as the box which stands for a glyph that no font has. */
	missing: number;
};

/** Noto draws these characters and their radicals with one glyph, and Chromium names it after the radical. */
const radicals: Record<string, string> = {
	'⻚': '页',
	'⺠': '民',
	'⻝': '食',
	'⻔': '门',
	'⻋': '车',
	'⻓': '长'
};

/** Sizes and places in points, texts without white space. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
	const unembedded = fontsOutside(Buffer.from(bytes).toString('latin1'));
	const reading = getDocument({
		data: bytes,
		useSystemFonts: false,
		verbosity: 0,
		fontExtraProperties: true
	});
	const document = await reading.promise;
	const pages: PdfPage[] = [];
	let missing = 0;
	for (let i = 1; i <= document.numPages; i++) {
		const page = await document.getPage(i);
		const { width, height } = page.getViewport({ scale: 1 });
		const content = await page.getTextContent();
		const items = content.items.flatMap((item) => {
			if (!('str' in item) || !item.str.trim()) return [];
			const [, skew, , size, left, bottom] = item.transform as number[];
			const base = height - bottom!;
			// A Chinese character's square is as high as the type and hangs below the line by some eighth of it.
			const across = { left: left!, right: left! + item.width };
			return [{ text: item.str, ...across, top: base - 0.88 * size!, base, upright: Math.abs(skew!) < 0.01 }];
		});
		const text = textOf(items);
		pages.push({ width, height, text, items });
		missing += missingGlyphs(await page.getOperatorList());
	}
	await reading.destroy();
	return { pages, text: pages.map((page) => page.text).join(''), unembedded, missing };
}

/** What the items say one after another, without white space. */
export const textOf = (items: PdfItem[]): string =>
	items
		.map((item) => item.text)
		.join('')
		.normalize('NFKC')
		.replace(/[\u2E80-\u2FDF]/g, (radical) => radicals[radical] ?? radical)
		.replace(/\s/g, '');

type Operators = { fnArray: number[]; argsArray: unknown[] };
type Glyph = { originalCharCode: number; operatorListId?: string | null };

/** Glyph 0 of a font is `.notdef`: by its number, or in a Type 3 font by the name that Chromium gives to its drawing. */
function missingGlyphs({ fnArray, argsArray }: Operators): number {
	const shown = fnArray.flatMap((name, i) =>
		name === OPS.showText ? (argsArray[i] as [(Glyph | number)[]])[0] : []
	);
	return shown.filter(
		(glyph) =>
			typeof glyph === 'object' &&
			(glyph.operatorListId ? glyph.operatorListId === 'g0' : glyph.originalCharCode === 0)
	).length;
}

/**
 * Chromium writes its objects in the open. A font is embedded where its descriptor has a font file; a Type 3
 * font, which it makes of OpenType outlines such as Noto's, is its glyphs and nothing else.
 */
function fontsOutside(pdf: string): string[] {
	const objects = new Map(
		[...pdf.matchAll(/(\d+) 0 obj\b([^]*?)\bendobj\b/g)].map(([, id, body]) => [id!, body!])
	);
	const fonts = [...objects.values()].filter(
		(body) => /\/Type\s*\/Font\b/.test(body) && !/\/Subtype\s*\/(Type0|Type3)\b/.test(body)
	);
	const all = [...objects.values()].filter((body) => /\/Type\s*\/Font\b/.test(body));
	if (all.length === 0) return ['no font at all'];
	return fonts.filter((body) => {
		const descriptor = /\/FontDescriptor\s+(\d+) 0 R/.exec(body)?.[1];
		return !/\/FontFile[23]?\b/.test(objects.get(descriptor ?? '') ?? '');
	});
}
