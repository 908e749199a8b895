import { sleep } from './back-off.ts';
import { cardOf } from './card-code.ts';
import { SeenOnce } from './seen-once.ts';

/** Why no card can be read by camera; typing always works. */
export type CameraFault = 'camera-missing' | 'camera-refused';

export type CardListener = {
	/** The code of a card, once for each time it is held before the camera. */
	card: (code: string) => void;
	/** A QR code that is no card's. */
	foreign: () => void;
	/** The reader gave up: pictures come, but they can't be looked at. */
	broken: () => void;
};

export type CardReading = { ok: true; stop: () => void } | { ok: false; code: CameraFault };

/** Between two looks at the picture: a card held still is read in about half a second. */
const lookEveryMs = 150;
/** Looks that may fail one after the other while a camera wakes up: three seconds. */
const mostFailures = 20;

/** Whether this page may use a camera at all: only over https or on the machine itself. */
export const cameraPossible = (): boolean => Boolean(globalThis.navigator?.mediaDevices?.getUserMedia);

/**
 * Shows the camera in `video` and looks for cards until `stop`. Pictures never leave the page.
 *
 * @param cards after one nothing more is looked for; for many the camera stays on between them, since starting
 *   it takes a second and a black picture each time
 */
export async function readCards(
	video: HTMLVideoElement,
	listener: CardListener,
	cards: 'one' | 'many'
): Promise<CardReading> {
	if (!cameraPossible()) return { ok: false, code: 'camera-missing' };
	let stream: MediaStream;
	try {
		stream = await navigator.mediaDevices.getUserMedia({
			audio: false,
			video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } }
		});
	} catch (fault) {
		const refused = fault instanceof DOMException && fault.name === 'NotAllowedError';
		return { ok: false, code: refused ? 'camera-refused' : 'camera-missing' };
	}
	let stopped = false;
	const stop = () => {
		stopped = true;
		for (const track of stream.getTracks()) track.stop();
		video.srcObject = null;
	};
	try {
		const detector = await qrDetector();
		video.srcObject = stream;
		await video.play();
		void look(detector, video, listener, { cards, stopped: () => stopped }).then((gaveUp) => {
			if (!gaveUp) return;
			stop();
			listener.broken();
		});
	} catch {
		stop();
		return { ok: false, code: 'camera-missing' };
	}
	return { ok: true, stop };
}

/** @returns whether it gave up, since no picture could be looked at */
async function look(
	detector: Awaited<ReturnType<typeof qrDetector>>,
	video: HTMLVideoElement,
	listener: CardListener,
	{ cards, stopped }: { cards: 'one' | 'many'; stopped: () => boolean }
): Promise<boolean> {
	const seenOnce = new SeenOnce();
	let failures = 0;
	while (!stopped()) {
		const seen = await detector.detect(video).catch(() => null);
		if (stopped()) return false;
		failures = seen ? 0 : failures + 1;
		if (failures > mostFailures) return true;
		const read = (seen ?? []).map(({ rawValue }) => ({ rawValue, card: cardOf(rawValue) }));
		// A card beside another code is a card.
		const found = read.find(({ card }) => card.ok) ?? read[0];
		if (found && seenOnce.isNew(found.rawValue, performance.now())) {
			if (found.card.ok) {
				listener.card(found.card.value.code);
				if (cards === 'one') return false;
			} else listener.foreign();
		}
		await sleep(lookEveryMs);
	}
	return false;
}

/** Loaded only when a camera is asked for; its WebAssembly comes from this server, not from a public one. */
async function qrDetector() {
	const [{ BarcodeDetector, prepareZXingModule }, { default: wasmUrl }] = await Promise.all([
		import('barcode-detector/ponyfill'),
		import('zxing-wasm/reader/zxing_reader.wasm?url')
	]);
	// Fetched before anybody is asked to hold a card still: without it every look would find nothing, for ever.
	await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });
	return new BarcodeDetector({ formats: ['qr_code'] });
}
