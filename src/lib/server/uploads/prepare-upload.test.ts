import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { LARGEST_ATTACHMENT, LARGEST_PICTURE, prepareUpload } from './prepare-upload.ts';

const photo = (width: number, height: number) =>
	sharp({ create: { width, height, channels: 3, background: '#3a7d44' } });

describe('an upload', () => {
	it('is taken as a picture where its bytes are one, and loses what a camera wrote into it', async () => {
		const taken = await photo(400, 300)
			.withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitude: '28/1 52/1 0/1' } })
			.jpeg()
			.toBuffer();
		expect((await sharp(taken).metadata()).exif).toBeDefined();
		const prepared = await prepareUpload(taken);
		if (!prepared.ok) throw new Error(prepared.code);
		expect(prepared.value).toMatchObject({ kind: 'picture', mediaType: 'image/webp' });
		const stored = await sharp(prepared.value.bytes).metadata();
		expect(stored).toMatchObject({ format: 'webp', width: 400, height: 300 });
		expect(stored.exif).toBeUndefined();
	});

	it('is shrunk to what a hall screen can show', async () => {
		const prepared = await prepareUpload(await photo(4096, 1024).png().toBuffer());
		if (!prepared.ok) throw new Error(prepared.code);
		expect(await sharp(prepared.value.bytes).metadata()).toMatchObject({ width: 2048, height: 512 });
	});

	it('is turned upright before its orientation is forgotten', async () => {
		const lying = await photo(300, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer();
		const prepared = await prepareUpload(lying);
		if (!prepared.ok) throw new Error(prepared.code);
		expect(await sharp(prepared.value.bytes).metadata()).toMatchObject({ width: 200, height: 300 });
	});

	it('may be a PDF, which stays as it is', async () => {
		const bytes = new TextEncoder().encode('%PDF-1.7\n…');
		const prepared = await prepareUpload(bytes);
		expect(prepared).toEqual({
			ok: true,
			value: { kind: 'attachment', mediaType: 'application/pdf', bytes }
		});
	});

	it('is refused where it only claims to be something', async () => {
		const claims = [
			'<svg xmlns="http://www.w3.org/2000/svg"/>',
			'MZ\u0090',
			'',
			'\u00ff\u00d8\u00ff and no more'
		];
		for (const claim of claims) {
			expect(await prepareUpload(Buffer.from(claim, 'latin1')), claim).toMatchObject({
				ok: false,
				code: 'upload-type'
			});
		}
	});

	it('is refused where it is too large, saying how large it may be', async () => {
		const picture = new Uint8Array(LARGEST_PICTURE + 1);
		picture.set([0xff, 0xd8, 0xff]);
		expect(await prepareUpload(picture)).toMatchObject({ code: 'upload-size', detail: { mb: 8 } });
		const pdf = new Uint8Array(LARGEST_ATTACHMENT + 1);
		pdf.set(new TextEncoder().encode('%PDF-'));
		expect(await prepareUpload(pdf)).toMatchObject({ code: 'upload-size', detail: { mb: 10 } });
	});
});
