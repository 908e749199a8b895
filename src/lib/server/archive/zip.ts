import { crc32 } from 'node:zlib';
import { zipSync } from 'fflate';
import { compareBytes, utf8 } from '../../crypto/bytes.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';

/** A file of an archive. Names are ASCII with `/` between folder and file. */
export type ZipEntry = { name: string; content: Uint8Array };

/** One form of zip for the same entries: stored, sorted by name, dated 1980-01-01 00:00. */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
	const sorted = [...entries].sort((a, b) => compareBytes(utf8(a.name), utf8(b.name)));
	const repeated = sorted.find((entry, at) => entry.name === sorted[at + 1]?.name);
	if (repeated) throw new Error(`two entries named ${repeated.name}`);
	const files = Object.fromEntries(sorted.map(({ name, content }) => [name, content]));
	// A zip holds local time without a zone, which is how fflate reads the date.
	return zipSync(files, { level: 0, mtime: new Date(1980, 0, 1) });
}

/**
 * The entries of a zip of that form, in order. `bad-zip`, with what is wrong, for any other: compressed or
 * encrypted entries, names unsorted or twice, another date, a wrong checksum, entries that overlap or leave
 * gaps, anything before, between or after them. Two readers can't then see two different archives in one file.
 */
export function readZip(zip: Uint8Array): Result<ZipEntry[], 'bad-zip'> {
	const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
	const end = zip.length - END_BYTES;
	if (end < 0 || view.getUint32(end, true) !== END_MARK) return bad('end');
	const count = view.getUint16(end + 10, true);
	const directory = view.getUint32(end + 16, true);
	if (directory > end || directory + view.getUint32(end + 12, true) !== end) return bad('directory');

	const entries: ZipEntry[] = [];
	let header = directory;
	let offset = 0;
	for (let at = 0; at < count; at++) {
		if (header + HEADER_BYTES > end || view.getUint32(header, true) !== HEADER_MARK) return bad('directory');
		const nameBytes = view.getUint16(header + 28, true);
		const extraBytes = view.getUint16(header + 30, true) + view.getUint16(header + 32, true);
		const size = view.getUint32(header + 20, true);
		const name = ascii(zip.subarray(header + HEADER_BYTES, header + HEADER_BYTES + nameBytes));
		const previous = entries[at - 1]?.name;
		if (name === null) return bad('name');
		if (previous !== undefined && previous >= name) return bad('order', name);
		if (view.getUint16(header + 8, true) & ENCRYPTED) return bad('encrypted', name);
		if (view.getUint16(header + 10, true) !== STORED || view.getUint32(header + 24, true) !== size) {
			return bad('compressed', name);
		}
		if (view.getUint16(header + 12, true) !== 0 || view.getUint16(header + 14, true) !== FIRST_OF_1980) {
			return bad('date', name);
		}
		if (view.getUint32(header + 42, true) !== offset) return bad('gap', name);
		const content = storedContent(zip, view, offset, directory, name, size);
		if (!content) return bad('entry', name);
		if (crc32(content) !== view.getUint32(header + 16, true)) return bad('checksum', name);
		entries.push({ name, content });
		offset = content.byteOffset - zip.byteOffset + size;
		header += HEADER_BYTES + nameBytes + extraBytes;
	}
	return offset === directory && header === end ? ok(entries) : bad('gap');
}

/** The bytes behind a local header, or null where it does not agree with the directory. */
function storedContent(
	zip: Uint8Array,
	view: DataView,
	offset: number,
	limit: number,
	name: string,
	size: number
): Uint8Array | null {
	if (offset + LOCAL_BYTES > limit || view.getUint32(offset, true) !== LOCAL_MARK) return null;
	const nameEnd = offset + LOCAL_BYTES + view.getUint16(offset + 26, true);
	const start = nameEnd + view.getUint16(offset + 28, true);
	const agrees =
		view.getUint16(offset + 8, true) === STORED &&
		view.getUint32(offset + 18, true) === size &&
		ascii(zip.subarray(offset + LOCAL_BYTES, nameEnd)) === name;
	return agrees && start + size <= limit ? zip.subarray(start, start + size) : null;
}

const bad = (what: string, entry = ''): Result<never, 'bad-zip'> => refuse('bad-zip', { what, entry });

const ascii = (bytes: Uint8Array): string | null =>
	bytes.length > 0 && bytes.every((byte) => byte > 0x20 && byte < 0x7f)
		? String.fromCharCode(...bytes)
		: null;

const STORED = 0;
const ENCRYPTED = 0x0001;
const FIRST_OF_1980 = (1 << 5) | 1;
const LOCAL_MARK = 0x04034b50;
const LOCAL_BYTES = 30;
const HEADER_MARK = 0x02014b50;
const HEADER_BYTES = 46;
const END_MARK = 0x06054b50;
const END_BYTES = 22;
