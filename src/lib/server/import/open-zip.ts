import { Inflate } from 'fflate';
import { ok, refuse, type Result } from '../../domain/result.ts';

/** A workbook of 5,000 rows has a dozen parts; charts, pictures and many sheets make it some hundred. */
const MOST_ENTRIES = 500;
/** What the parts that are read may weigh once inflated: several times a full sheet of 5,000 rows. */
const LARGEST_ENTRY = 24 * 1024 * 1024;
const LARGEST_TOTAL = 48 * 1024 * 1024;
/** Fed in small pieces, so that a bomb is stopped soon after it goes off. */
const PIECE = 16 * 1024;

export type ZipRefusal = 'file-bomb' | 'file-broken' | 'file-macros' | 'file-encrypted';

/**
 * The parts of a zip that are wanted, inflated under limits that are measured and not believed: what the central
 * directory declares is looked at first, and what really comes out again while it comes out. Nothing but the
 * central directory says what there is, so no second reader can see another content.
 */
export function openZip(
	bytes: Uint8Array,
	wanted: (name: string) => boolean
): Result<Map<string, Uint8Array>, ZipRefusal> {
	const directory = readDirectory(bytes);
	if (!directory.ok) return directory;
	const entries = directory.value;
	if (entries.some(({ name }) => /vbaProject|macrosheets\//i.test(name))) return refuse('file-macros');
	if (entries.some(({ encrypted }) => encrypted)) return refuse('file-encrypted');
	const kept = entries.filter(({ name }) => wanted(name));
	if (new Set(kept.map(({ name }) => name)).size !== kept.length) return refuse('file-broken');
	if (kept.some(({ size }) => size > LARGEST_ENTRY)) return refuse('file-bomb');
	let left = LARGEST_TOTAL;
	const parts = new Map<string, Uint8Array>();
	for (const entry of kept) {
		const part = inflate(bytes, entry, Math.min(LARGEST_ENTRY, left));
		if (!part.ok) return part;
		left -= part.value.length;
		parts.set(entry.name, part.value);
	}
	return ok(parts);
}

type Entry = {
	name: string;
	encrypted: boolean;
	/** 0 stored, 8 deflated. */
	method: number;
	compressed: number;
	/** As declared; not to be relied on. */
	size: number;
	/** Where the entry's own header begins. */
	header: number;
};

function inflate(
	bytes: Uint8Array,
	entry: Entry,
	most: number
): Result<Uint8Array, 'file-bomb' | 'file-broken'> {
	const view = viewOf(bytes);
	if (entry.header + 30 > bytes.length || view.getUint32(entry.header, true) !== 0x04034b50)
		return refuse('file-broken');
	const start =
		entry.header + 30 + view.getUint16(entry.header + 26, true) + view.getUint16(entry.header + 28, true);
	const data = bytes.subarray(start, start + entry.compressed);
	if (data.length !== entry.compressed) return refuse('file-broken');
	if (entry.method === 0) return data.length > most ? refuse('file-bomb') : ok(data);
	if (entry.method !== 8) return refuse('file-broken');
	const pieces: Uint8Array[] = [];
	let size = 0;
	let ended = false;
	const stream = new Inflate((piece, final) => {
		size += piece.length;
		pieces.push(piece);
		ended = final;
	});
	try {
		for (let at = 0; at < data.length; at += PIECE) {
			stream.push(data.subarray(at, at + PIECE), at + PIECE >= data.length);
			if (size > most) return refuse('file-bomb');
		}
	} catch {
		return refuse('file-broken');
	}
	return ended ? ok(new Uint8Array(Buffer.concat(pieces))) : refuse('file-broken');
}

/** The central directory, found from the end as every reader does; zip64 is larger than anything we take. */
function readDirectory(bytes: Uint8Array): Result<Entry[], ZipRefusal> {
	const view = viewOf(bytes);
	let end = bytes.length - 22;
	while (end >= 0 && end > bytes.length - 65_558 && view.getUint32(end, true) !== 0x06054b50) end--;
	if (end < 0 || view.getUint32(end, true) !== 0x06054b50) return refuse('file-broken');
	const count = view.getUint16(end + 10, true);
	if (count > MOST_ENTRIES) return refuse('file-bomb');
	let at = view.getUint32(end + 16, true);
	const entries: Entry[] = [];
	for (let i = 0; i < count; i++) {
		if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return refuse('file-broken');
		const nameLength = view.getUint16(at + 28, true);
		entries.push({
			name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
			encrypted: (view.getUint16(at + 8, true) & 1) === 1,
			method: view.getUint16(at + 10, true),
			compressed: view.getUint32(at + 20, true),
			size: view.getUint32(at + 24, true),
			header: view.getUint32(at + 42, true)
		});
		at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	return ok(entries);
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
