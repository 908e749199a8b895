import { writeFileSync } from 'node:fs';
import { chromium, type Browser } from '@playwright/test';
import { encode } from 'uqr';
import { browserPath } from './browser.ts';

/** How Chromium is to answer whoever asks for a camera. */
export type FakeCamera = { shows: string; file: string } | 'none';

/** A Chromium of its own, since a camera is chosen as a browser starts. */
export function browserWithCamera(camera: FakeCamera): Promise<Browser> {
	const args = ['--no-sandbox', '--disable-gpu'];
	if (camera !== 'none') {
		writeFileSync(camera.file, filmOf(camera.shows));
		args.push('--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${camera.file}`);
	}
	const executablePath = browserPath();
	return chromium.launch({ ...(executablePath ? { executablePath } : {}), args });
}

const [WIDTH, HEIGHT] = [640, 480];

/** A film in YUV4MPEG2, which Chromium plays in a circle: the QR code of the text held before a grey wall. */
function filmOf(text: string): Buffer {
	const { data, size } = encode(text, { border: 4 });
	const module = Math.floor(400 / size);
	const [left, top] = [Math.floor((WIDTH - size * module) / 2), Math.floor((HEIGHT - size * module) / 2)];
	const luma = Buffer.alloc(WIDTH * HEIGHT, 120);
	for (const [y, row] of data.entries())
		for (const [x, dark] of row.entries())
			for (let line = 0; line < module; line++) {
				const at = (top + y * module + line) * WIDTH + left + x * module;
				luma.fill(dark ? 20 : 230, at, at + module);
			}
	const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
	const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
	const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
	return Buffer.concat([head, frame, frame, frame]);
}
