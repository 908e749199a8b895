/** What a chosen file is, by its first bytes and never by its name. */
export type FileKind = 'jpeg' | 'picture' | 'pdf' | 'heic';

export function fileKind(head: Uint8Array): FileKind | null {
	if (says(head, 0, '\xff\xd8\xff')) return 'jpeg';
	if (says(head, 0, '\x89PNG\r\n\x1a\n') || (says(head, 0, 'RIFF') && says(head, 8, 'WEBP')))
		return 'picture';
	if (says(head, 0, '%PDF-')) return 'pdf';
	const brand = says(head, 4, 'ftyp') ? latin1(head.subarray(8, 12)) : '';
	return ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'].includes(brand) ? 'heic' : null;
}

/** The camera's block of a JPEG, with its `Exif` marker, where it lies within these first bytes; else null. */
export function exifOf(head: Uint8Array): Uint8Array | null {
	const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
	let at = 2;
	while (at + 4 <= head.length && view.getUint8(at) === 0xff) {
		const marker = view.getUint8(at + 1);
		// From here on come the pixels.
		if (marker === 0xda) return null;
		const length = view.getUint16(at + 2);
		if (length < 2) return null;
		const block = head.subarray(at + 4, at + 2 + length);
		if (marker === 0xe1 && says(block, 0, 'Exif\0\0')) return block;
		at += 2 + length;
	}
	return null;
}

const says = (bytes: Uint8Array, at: number, text: string): boolean =>
	latin1(bytes.subarray(at, at + text.length)) === text;

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
