import { unzipSync, zipSync } from 'fflate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8 } from '../../crypto/bytes.ts';
import { readZip, writeZip, type ZipEntry } from './zip.ts';

const entries: ZipEntry[] = [
	{ name: 'public/leaves.txt', content: utf8('AAAA\n') },
	{ name: 'public/manifest.json', content: utf8('{}\n') },
	{ name: 'sealed/ballots.jsonl', content: new Uint8Array(0) }
];
const zip = writeZip(entries);
const stored = { level: 0, mtime: new Date(1980, 0, 1) } as const;

test('what is zipped is read back, in order, whatever order it came in', () => {
	const name = fc.stringMatching(/^[a-z/.]{1,12}$/);
	const some = fc.uniqueArray(fc.record({ name, content: fc.uint8Array() }), {
		selector: (entry) => entry.name
	});
	fc.assert(
		fc.property(some, (files) => {
			const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
			expect(readZip(writeZip(files))).toEqual({ ok: true, value: sorted });
			expect(writeZip(sorted)).toEqual(writeZip([...sorted].reverse()));
		})
	);
});

test('other programs read it too', () => {
	const read = unzipSync(zip);
	expect(Object.keys(read)).toEqual(entries.map(({ name }) => name));
	expect(read['public/leaves.txt']).toEqual(entries[0]!.content);
});

test('entries are stored and dated 1980-01-01', () => {
	const view = new DataView(zip.buffer, zip.byteOffset);
	expect(view.getUint16(8, true)).toBe(0);
	expect(view.getUint16(10, true)).toBe(0);
	expect(view.getUint16(12, true)).toBe(0b0000000_0001_00001);
});

test('two entries of one name are never written', () => {
	expect(() => writeZip([entries[0]!, entries[0]!])).toThrow('public/leaves.txt');
});

const foreign: [string, () => Uint8Array][] = [
	['nothing', () => new Uint8Array(0)],
	['no zip', () => utf8('a text that is a bit longer than an end record')],
	['a compressed entry', () => zipSync({ a: new Uint8Array(1000) }, { mtime: new Date(1980, 0, 1) })],
	['another date', () => zipSync({ a: utf8('a') }, { level: 0, mtime: new Date(1980, 0, 2) })],
	['another time', () => zipSync({ a: utf8('a') }, { level: 0, mtime: new Date(1980, 0, 1, 1) })],
	['names out of order', () => zipSync({ b: utf8('b'), a: utf8('a') }, stored)],
	['a name that is not ASCII', () => zipSync({ 票: utf8('a') }, stored)],
	['something before it', () => new Uint8Array([0, ...zip])],
	['something after it', () => new Uint8Array([...zip, 0])],
	['half of it', () => zip.subarray(0, zip.length / 2)],
	['a changed content', () => changed(zip.indexOf(0x41))],
	['an entry that the directory does not list', () => hideLastEntry()]
];

test.each(foreign)('%s is refused', (_, make) => {
	expect(readZip(make())).toMatchObject({ ok: false, code: 'bad-zip' });
});

test('no turned bit gives other contents or an error', () => {
	for (let at = 0; at < zip.length; at++) {
		const read = readZip(changed(at));
		if (read.ok) expect(read.value).toEqual(entries);
	}
});

test('random bytes with an end record are refused, not an error', () => {
	const end = zip.subarray(zip.length - 22);
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
			expect(readZip(new Uint8Array([...bytes, ...end])).ok).toBe(false);
		})
	);
});

function changed(at: number): Uint8Array {
	const copy = Uint8Array.from(zip);
	copy[at]! ^= 0x01;
	return copy;
}

/** Two readers would see two archives: one that follows the directory, one that follows local headers. */
function hideLastEntry(): Uint8Array {
	const shown = writeZip(entries.slice(0, 2));
	const view = new DataView(shown.buffer, shown.byteOffset);
	const directory = view.getUint32(shown.length - 6, true);
	const local = zip.subarray(directory, directory + 30 + 'sealed/ballots.jsonl'.length);
	const hidden = new Uint8Array([...shown.subarray(0, directory), ...local, ...shown.subarray(directory)]);
	new DataView(hidden.buffer).setUint32(hidden.length - 6, directory + local.length, true);
	return hidden;
}
