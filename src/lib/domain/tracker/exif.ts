/**
 * The day a camera wrote into a photograph: DateTimeOriginal, or DateTime where there is none. Beside it only the way
 * it was held is read of the block, and never the position.
 *
 * @param exif the block as sharp hands it over, with or without its `Exif` marker
 * @returns ISO date, or null
 */
export const captureDate = (exif: Uint8Array): string | null =>
	read(exif, null, (view, main, little) => {
		const inner = main.get(EXIF_BLOCK);
		const original = inner && textOf(view, entries(view, inner.value, little).get(ORIGINAL), little);
		return dayOf(original || textOf(view, main.get(CHANGED), little));
	});

/** How the camera was held, as EXIF counts it: 1 is upright, 2 to 8 are turned or mirrored. */
export const orientationOf = (exif: Uint8Array): number =>
	read(exif, 1, (view, main, little) => {
		const entry = main.get(ORIENTATION);
		const held = entry ? view.getUint16(entry.place + 8, little) : 1;
		return held >= 1 && held <= 8 ? held : 1;
	});

const ORIENTATION = 0x0112;
const EXIF_BLOCK = 0x8769;
const ORIGINAL = 0x9003;
const CHANGED = 0x0132;

type Entry = { count: number; value: number; place: number };

/** @param otherwise for a block that points outside of itself */
function read<T>(
	exif: Uint8Array,
	otherwise: T,
	take: (view: DataView, main: Map<number, Entry>, little: boolean) => T
): T {
	const at = startsWith(exif, 'Exif\0\0') ? 6 : 0;
	const view = new DataView(exif.buffer, exif.byteOffset + at, exif.byteLength - at);
	try {
		const little = view.getUint16(0) === 0x4949;
		return take(view, entries(view, view.getUint32(4, little), little), little);
	} catch (fault) {
		if (fault instanceof RangeError) return otherwise;
		throw fault;
	}
}

function entries(view: DataView, from: number, little: boolean): Map<number, Entry> {
	const found = new Map<number, Entry>();
	const count = view.getUint16(from, little);
	for (let i = 0; i < count; i++) {
		const place = from + 2 + i * 12;
		found.set(view.getUint16(place, little), {
			count: view.getUint32(place + 4, little),
			value: view.getUint32(place + 8, little),
			place
		});
	}
	return found;
}

function textOf(view: DataView, entry: Entry | undefined, little: boolean): string {
	if (!entry || entry.count > 40) return '';
	const from = entry.count > 4 ? view.getUint32(entry.place + 8, little) : entry.place + 8;
	return Array.from({ length: entry.count }, (_, i) => String.fromCharCode(view.getUint8(from + i))).join('');
}

function dayOf(text: string): string | null {
	const match = /^(\d{4}):(\d{2}):(\d{2}) /.exec(text);
	if (!match) return null;
	const day = `${match[1]}-${match[2]}-${match[3]}`;
	const read = Date.parse(day);
	// 31 February is read as a day of March.
	return !Number.isNaN(read) && new Date(read).toISOString().startsWith(day) ? day : null;
}

const startsWith = (bytes: Uint8Array, latin1: string): boolean =>
	[...latin1].every((char, at) => bytes[at] === char.charCodeAt(0));
