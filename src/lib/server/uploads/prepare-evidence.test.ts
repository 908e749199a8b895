import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { captureDate } from '../../domain/tracker/exif.ts';
import { LARGEST_PHOTO, prepareEvidence } from './prepare-evidence.ts';
import { LARGEST_ATTACHMENT } from './prepare-upload.ts';

/** Noise is as hard to compress as any photograph. */
const photo = (width = 2400, height = 1800) =>
	sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } }).withExif({
		IFD0: { Make: 'Phone', DateTime: '2026:07:02 08:00:00' },
		IFD2: { DateTimeOriginal: '2026:06:30 16:20:00' },
		IFD3: { GPSLatitude: '28/1 52/1 0/1' }
	});

it('a photograph keeps its day and nothing else of its camera, and is small', async () => {
	const taken = await photo().jpeg({ quality: 95 }).toBuffer();
	const prepared = await prepareEvidence(taken);
	if (!prepared.ok || prepared.value.kind !== 'photo') throw new Error('no photograph');
	expect(prepared.value.takenOn).toBe('2026-06-30');
	expect(prepared.value.bytes.length).toBeLessThanOrEqual(500 * 1024);
	const stored = await sharp(prepared.value.bytes).metadata();
	expect(stored.exif).toBeUndefined();
	expect(stored.width).toBe(prepared.value.width);
}, 20_000);

it('is refused by its bytes: no picture, cut in half, too large', async () => {
	const taken = await photo(600, 400).jpeg().toBuffer();
	expect(await prepareEvidence(Buffer.from('PK\u0003\u0004 a spreadsheet'))).toMatchObject({
		code: 'evidence-type'
	});
	expect(await prepareEvidence(Buffer.from('\0\0\0\u0018ftypheic'))).toMatchObject({ code: 'evidence-heic' });
	expect(await prepareEvidence(taken.subarray(0, taken.length / 2))).toMatchObject({
		code: 'evidence-broken'
	});
	const large = Buffer.concat([taken, Buffer.alloc(LARGEST_PHOTO)]);
	expect(await prepareEvidence(large)).toMatchObject({ code: 'evidence-size', detail: { mb: 20 } });
	const document = Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(LARGEST_ATTACHMENT)]);
	expect(await prepareEvidence(document)).toMatchObject({ code: 'document-size', detail: { mb: 10 } });
});

it('a PDF stays as it is', async () => {
	expect(await prepareEvidence(Buffer.from('%PDF-1.7 …'))).toMatchObject({
		ok: true,
		value: { kind: 'document' }
	});
});

it('a camera block that points anywhere gives no day', () => {
	expect(captureDate(new Uint8Array([0x49, 0x49, 0x2a, 0, 0xff, 0xff, 0xff, 0x7f]))).toBeNull();
	expect(captureDate(new Uint8Array(3))).toBeNull();
});
