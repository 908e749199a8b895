import fc from 'fast-check';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { captureDate } from './capture-date.ts';
import { exifOf, fileKind } from './photo-file.ts';

const drawn = () => sharp({ create: { width: 64, height: 48, channels: 3, background: '#4d7a5a' } });

it('a file is known by its first bytes', async () => {
	expect(fileKind(await drawn().jpeg().toBuffer())).toBe('jpeg');
	expect(fileKind(await drawn().png().toBuffer())).toBe('picture');
	expect(fileKind(await drawn().webp().toBuffer())).toBe('picture');
	expect(fileKind(Buffer.from('%PDF-1.7 …'))).toBe('pdf');
	expect(fileKind(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0'))).toBe('heic');
	for (const other of ['\0\0\0\x18ftypmp42\0\0\0\0', 'PK\x03\x04 a spreadsheet', 'GIF89a', ''])
		expect(fileKind(Buffer.from(other))).toBeNull();
});

it('the camera’s day is found in a photograph, and in one without it there is none', async () => {
	const taken = await drawn()
		.withExif({ IFD2: { DateTimeOriginal: '2026:06:30 16:20:00' } })
		.jpeg()
		.toBuffer();
	const exif = exifOf(taken);
	expect(exif && captureDate(exif)).toBe('2026-06-30');
	expect(exifOf(await drawn().jpeg().toBuffer())).toBeNull();
	// Cut off within the block: nothing is made up.
	for (const end of [3, 20, 40]) {
		const cut = exifOf(taken.subarray(0, end));
		expect(cut && captureDate(cut)).toBeNull();
	}
});

it('bytes of any kind are read without a fault', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
			const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe1, ...bytes]);
			const exif = exifOf(jpeg);
			expect(exif === null || captureDate(exif) !== undefined).toBe(true);
			fileKind(bytes);
		})
	);
});
