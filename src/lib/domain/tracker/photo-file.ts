/** What a chosen file is, by its first bytes and never by its name. */
export type FileKind = PhotoKind | 'pdf';
export type PhotoKind = 'jpeg' | 'png' | 'webp' | 'heic';

export function fileKind(head: Uint8Array): FileKind | null {
	if (says(head, 0, '\xff\xd8\xff')) return 'jpeg';
	if (says(head, 0, '\x89PNG\r\n\x1a\n')) return 'png';
	if (says(head, 0, 'RIFF') && says(head, 8, 'WEBP')) return 'webp';
	if (says(head, 0, '%PDF-')) return 'pdf';
	const brand = says(head, 4, 'ftyp') ? latin1(head.subarray(8, 12)) : '';
	return ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'].includes(brand) ? 'heic' : null;
}

/** The camera's block of a photograph, with or without its `Exif` marker; else null. */
export function exifOf(photo: Uint8Array, kind: PhotoKind): Uint8Array | null {
	const place = exifPlace(photo, kind);
	return place && photo.subarray(...place);
}

/**
 * Whether the file goes to its end. A browser draws half a photograph without a word, and what is drawn anew from it
 * would pass for a whole one.
 */
export function isWhole(photo: Uint8Array, kind: PhotoKind): boolean {
	switch (kind) {
		case 'jpeg':
			return hasJpegEnd(photo);
		case 'png':
			return [...pngBlocks(photo)].some(({ name }) => name === 'IEND');
		case 'webp':
			return photo.length >= 12 && viewOf(photo).getUint32(4, true) + 8 <= photo.length;
		case 'heic':
			// Its boxes say nothing of an end; a browser refuses to draw a half.
			return true;
	}
}

/**
 * The photograph in parts without what tells how the camera was held: browsers differ in whether they turn PNG and WebP
 * by it. Whoever draws these turns them by `orientationOf`.
 */
export function unturned(photo: Uint8Array, kind: 'png' | 'webp'): Uint8Array[] {
	const place = exifPlace(photo, kind);
	if (!place) return [photo];
	const [from, to] = place;
	// A block of PNG has length and name before it and a check sum behind it.
	if (kind === 'png') return [photo.subarray(0, from - 8), photo.subarray(to + 4)];
	// WebP counts its bytes at its beginning: the block stays under a name that means nothing.
	return [photo.subarray(0, from - 8), Uint8Array.from('none', byteOf), photo.subarray(from - 4)];
}

type Place = [from: number, to: number];

function exifPlace(photo: Uint8Array, kind: PhotoKind): Place | null {
	switch (kind) {
		case 'jpeg':
			for (const { marker, from, to } of jpegBlocks(photo))
				if (marker === 0xe1 && says(photo, from, EXIF)) return [from, to];
			return null;
		case 'png':
			for (const { name, from, to } of pngBlocks(photo)) if (name === 'eXIf') return [from, to];
			return null;
		case 'webp':
			for (const { name, from, to } of webpBlocks(photo)) if (name === 'EXIF') return [from, to];
			return null;
		case 'heic': {
			// One item among others; its marker with the byte order behind it stands nowhere else.
			const at = [`${EXIF}MM\0*`, `${EXIF}II*\0`].map((mark) => find(photo, mark)).find((i) => i >= 0);
			return at === undefined ? null : [at, photo.length];
		}
	}
}

const EXIF = 'Exif\0\0';

/** Up to the pixels. */
function* jpegBlocks(photo: Uint8Array): Generator<{ marker: number; from: number; to: number }> {
	const view = viewOf(photo);
	for (let at = 2; at + 4 <= photo.length && photo[at] === 0xff;) {
		const marker = photo[at + 1]!;
		const length = view.getUint16(at + 2);
		if (length < 2) return;
		yield { marker, from: at + 4, to: at + 2 + length };
		if (marker === START_OF_PIXELS) return;
		at += 2 + length;
	}
}

const START_OF_PIXELS = 0xda;
const END_OF_PIXELS = 0xd9;

/** Behind the end a phone may keep more, such as the film of a moving photograph. */
function hasJpegEnd(photo: Uint8Array): boolean {
	const pixels = [...jpegBlocks(photo)].find(({ marker }) => marker === START_OF_PIXELS);
	if (!pixels) return false;
	for (let at = photo.indexOf(0xff, pixels.to); at >= 0; at = photo.indexOf(0xff, at + 1))
		if (photo[at + 1] === END_OF_PIXELS) return true;
	return false;
}

/** Whole blocks only. */
function* pngBlocks(photo: Uint8Array): Generator<{ name: string; from: number; to: number }> {
	const view = viewOf(photo);
	for (let at = 8; at + 12 <= photo.length;) {
		const to = at + 8 + view.getUint32(at);
		if (to + 4 > photo.length) return;
		yield { name: latin1(photo.subarray(at + 4, at + 8)), from: at + 8, to };
		at = to + 4;
	}
}

/** Whole blocks only. */
function* webpBlocks(photo: Uint8Array): Generator<{ name: string; from: number; to: number }> {
	const view = viewOf(photo);
	for (let at = 12; at + 8 <= photo.length;) {
		const length = view.getUint32(at + 4, true);
		const to = at + 8 + length;
		if (to > photo.length) return;
		yield { name: latin1(photo.subarray(at, at + 4)), from: at + 8, to };
		at = to + (length % 2);
	}
}

function find(bytes: Uint8Array, text: string): number {
	const first = text.charCodeAt(0);
	for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
		if (says(bytes, at, text)) return at;
	return -1;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const says = (bytes: Uint8Array, at: number, text: string): boolean =>
	latin1(bytes.subarray(at, at + text.length)) === text;

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

const byteOf = (char: string): number => char.charCodeAt(0);
