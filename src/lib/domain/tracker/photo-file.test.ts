import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it, test } from 'vitest';
import { captureDate, orientationOf } from './exif.ts';
import { exifOf, fileKind, isWhole, unturned } from './photo-file.ts';

const kinds = ['jpeg', 'png', 'webp'] as const;
const drawn = () => sharp({ create: { width: 64, height: 48, channels: 3, background: '#4d7a5a' } });
/** Held upright in the hand: a camera turns by a quarter. */
const taken = (kind: (typeof kinds)[number], day = '2026:06:30') =>
	drawn()
		.withMetadata({ orientation: 6 })
		.withExifMerge({ IFD2: { DateTimeOriginal: `${day} 16:20:00` } })
		.toFormat(kind)
		.toBuffer();
const heic = (rest = '') => Buffer.from(`\0\0\0\x18ftypheic\0\0\0\0mif1heic${rest}`, 'latin1');

it('a file is known by its first bytes', async () => {
	for (const kind of kinds) expect(fileKind(await drawn().toFormat(kind).toBuffer())).toBe(kind);
	expect(fileKind(Buffer.from('%PDF-1.7 …'))).toBe('pdf');
	expect(fileKind(heic())).toBe('heic');
	for (const other of ['\0\0\0\x18ftypmp42\0\0\0\0', 'PK\x03\x04 a spreadsheet', 'GIF89a', ''])
		expect(fileKind(Buffer.from(other))).toBeNull();
});

describe.each(kinds)('in a photograph as %s', (kind) => {
	test('the camera’s day and how it was held are found, and in one without them there is none', async () => {
		const exif = exifOf(await taken(kind), kind);
		expect(exif && captureDate(exif)).toBe('2026-06-30');
		expect(exif && orientationOf(exif)).toBe(6);
		expect(exifOf(await drawn().toFormat(kind).toBuffer(), kind)).toBeNull();
	});

	test('a day that no calendar has is none', async () => {
		const exif = exifOf(await taken(kind, '2026:02:31'), kind);
		expect(exif && captureDate(exif)).toBeNull();
	});

	test('the end is missed where it is cut off', async () => {
		const photo = await taken(kind);
		expect(isWhole(photo, kind)).toBe(true);
		expect(isWhole(Buffer.concat([photo, Buffer.from('\0\0\0\x18ftypmp42')]), kind)).toBe(true);
		for (const part of [0.5, 0.9, 0.99])
			expect(isWhole(photo.subarray(0, photo.length * part), kind)).toBe(false);
		expect(isWhole(photo.subarray(0, 2), kind)).toBe(false);
	});
});

test.each(['png', 'webp'] as const)('%s is the same picture without its turn', async (kind) => {
	const photo = await taken(kind);
	const lying = Buffer.concat(unturned(photo, kind));
	const { orientation, exif, width } = await sharp(lying).metadata();
	expect([orientation, exif, width]).toEqual([undefined, undefined, 64]);
	const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer();
	expect(await pixels(lying)).toEqual(await pixels(photo));
	const plain = await drawn().toFormat(kind).toBuffer();
	expect(Buffer.concat(unturned(plain, kind))).toEqual(plain);
});

it('a camera’s block cut off within makes up no day', async () => {
	const photo = await taken('jpeg');
	for (const end of [3, 20, 40]) {
		const cut = exifOf(photo.subarray(0, end), 'jpeg');
		expect(cut && captureDate(cut)).toBeNull();
	}
});

it('the camera’s day of HEIC is found in its item', async () => {
	const exif = exifOf(await taken('jpeg'), 'jpeg')!;
	const photo = Buffer.concat([heic('…Exif\0\0…'), exif, Buffer.from('pixels')]);
	const found = exifOf(photo, 'heic');
	expect(found && captureDate(found)).toBe('2026-06-30');
	expect(exifOf(heic(), 'heic')).toBeNull();
});

it('bytes of any kind are read without a fault', () => {
	const heads = {
		jpeg: Buffer.from('\xff\xd8\xff\xe1', 'latin1'),
		png: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		webp: Buffer.from('RIFF\x20\0\0\0WEBP', 'latin1'),
		heic: heic()
	};
	fc.assert(
		fc.property(
			fc.uint8Array({ maxLength: 300 }),
			fc.constantFrom(...kinds, 'heic' as const),
			(bytes, kind) => {
				const photo = new Uint8Array([...heads[kind], ...bytes]);
				const exif = exifOf(photo, kind);
				if (exif) [captureDate(exif), orientationOf(exif)].forEach((one) => expect(one).toBeDefined());
				expect([true, false]).toContain(isWhole(photo, kind));
				if (kind === 'png' || kind === 'webp') unturned(photo, kind);
				fileKind(bytes);
			}
		)
	);
});
