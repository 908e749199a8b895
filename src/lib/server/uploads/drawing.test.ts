import sharp from 'sharp';
import { expect, test } from 'vitest';
import { prepareEvidence } from './prepare-evidence.ts';
import { prepareUpload } from './prepare-upload.ts';

test('of the pictures that many send at once two are drawn at a time', async () => {
	const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#3a7d44' } })
		.jpeg()
		.toBuffer();
	let most = 0;
	const counted = (tasks: number) => (most = Math.max(most, tasks));
	// What the library works on and what waits in it: both are open pictures.
	sharp.queue.on('change', counted);
	const prepared = await Promise.all(
		Array.from({ length: 8 }, (_, i) => (i % 2 ? prepareUpload(photo) : prepareEvidence(photo)))
	);
	sharp.queue.off('change', counted);
	expect(prepared.every(({ ok }) => ok)).toBe(true);
	expect(most).toBe(2);
});
