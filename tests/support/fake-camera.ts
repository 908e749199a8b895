import { writeFileSync } from 'node:fs';
import { chromium, expect, type Browser, type Page } from '@playwright/test';
import sharp, { type Sharp } from 'sharp';
import { renderSVG } from 'uqr';
import { cardsDocument } from '#lib/client/cards/card-sheets.ts';
import type { PrintedCard } from '#lib/client/cards/make-cards.ts';
import { browserPath } from './browser.ts';

/** A picture before the camera, in shades of grey, and how long it stays there. */
export type Scene = { luma: Buffer; seconds: number };

/** How Chromium is to answer whoever asks for a camera: with a film, played in a circle, or with none. */
export type FakeCamera = { scenes: Scene[]; file: string } | 'none';

/** A page in a Chromium of its own, since a camera is chosen as a browser starts. */
export async function withCamera(
	camera: FakeCamera,
	{ allowed, viewport }: { allowed: boolean; viewport: { width: number; height: number } },
	play: (page: Page) => Promise<void>
): Promise<void> {
	const browser = await browserWithCamera(camera, allowed);
	try {
		const context = await browser.newContext({
			...{ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' },
			baseURL: process.env.PIAOJUE_E2E_ORIGIN!,
			permissions: allowed ? ['camera'] : []
		});
		await play(await context.newPage());
	} finally {
		await browser.close();
	}
}

function browserWithCamera(camera: FakeCamera, allowed: boolean): Promise<Browser> {
	// The headless shell has no window to ask a person in, so the answer is given beforehand.
	const answer = `--use-fake-ui-for-media-stream${allowed ? '' : '=deny'}`;
	const args = ['--no-sandbox', '--disable-gpu', answer];
	if (camera !== 'none') {
		writeFileSync(camera.file, filmOf(camera.scenes));
		args.push('--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${camera.file}`);
	}
	const executablePath = browserPath();
	return chromium.launch({ ...(executablePath ? { executablePath } : {}), args });
}

const [WIDTH, HEIGHT] = [640, 480];
const wall = { r: 120, g: 120, b: 120 };

/** A deputy's card as it is printed, held by hand: its code a third of the picture's width, askew and unsharp. */
export async function cardScene(
	browser: Browser,
	{ code, url }: Pick<PrintedCard, 'code' | 'url'>,
	seconds = 1
): Promise<Scene> {
	const printed = { number: 1, name: '演示代表01', delegation: '第一代表团', seat: '1排1座', code, url };
	const page = await browser.newPage({ deviceScaleFactor: 3, javaScriptEnabled: false });
	await page.setContent(cardsDocument([printed]));
	const png = await page.getByRole('article').screenshot();
	await page.close();
	// The whole card would be as wide as the picture: held nearer, so that its left edge is out of sight.
	const tilted = await sharp(png).rotate(8, { background: wall }).png().toBuffer();
	const near = await sharp(tilted).resize({ width: 780 }).png().toBuffer({ resolveWithObject: true });
	const part = { left: 780 - WIDTH, top: Math.floor((near.info.height - HEIGHT) / 2) };
	return sceneOf(
		sharp(near.data)
			.extract({ ...part, width: WIDTH, height: HEIGHT })
			.blur(1.2)
			.linear(0.65, 40),
		seconds
	);
}

/** Any other QR code, on a label of the same size. */
export async function labelScene(text: string, seconds = 1): Promise<Scene> {
	const label = await sharp(Buffer.from(renderSVG(text, { ecc: 'M', border: 4 })))
		.resize(260, 260)
		.rotate(-6, { background: wall })
		.png()
		.toBuffer();
	return sceneOf(blank().composite([{ input: label }]), seconds);
}

/** Nothing but the wall. */
export const wallScene = (seconds = 1): Promise<Scene> => sceneOf(blank(), seconds);

const blank = () => sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: wall } });

async function sceneOf(picture: Sharp, seconds: number): Promise<Scene> {
	const luma = await picture.flatten({ background: wall }).toColourspace('b-w').raw().toBuffer();
	expect(luma).toHaveLength(WIDTH * HEIGHT);
	return { luma, seconds };
}

const framesASecond = 2;

/** In YUV4MPEG2. */
function filmOf(scenes: Scene[]): Buffer {
	const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
	const frames = scenes.flatMap(({ luma, seconds }) => {
		const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
		return Array.from({ length: seconds * framesASecond }, () => frame);
	});
	return Buffer.concat([
		Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${framesASecond}:1 Ip A1:1 C420jpeg\n`),
		...frames
	]);
}
