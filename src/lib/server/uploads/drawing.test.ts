import sharp from 'sharp';
import { expect, test, vi } from 'vitest';
import { drawing } from './drawing.ts';
import { prepareEvidence } from './prepare-evidence.ts';
import { prepareUpload } from './prepare-upload.ts';

test('pictures are drawn two at a time, whoever sends them', async () => {
	const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#3a7d44' } })
		.jpeg()
		.toBuffer();
	const { promise: others, resolve: end } = Promise.withResolvers<void>();
	const busy = [drawing.take(() => others), drawing.take(() => others)];
	const prepared = Promise.all([prepareUpload(photo), prepareEvidence(photo)]);
	await vi.waitFor(() => expect(drawing.waiting()).toBe(2), { timeout: 20_000 });
	end();
	expect((await prepared).every(({ ok }) => ok)).toBe(true);
	await Promise.all(busy);
});
