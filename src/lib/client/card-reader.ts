import { sleep } from './back-off.ts';
import { cardOf } from './card-code.ts';

/** Why no card can be read by camera; typing always works. */
export type CameraFault = 'camera-missing' | 'camera-refused';

export type CardListener = {
	/** The code of a card, once. */
	card: (code: string) => void;
	/** A QR code that is no card's. */
	foreign: () => void;
};

export type CardReading = { ok: true; stop: () => void } | { ok: false; code: CameraFault };

/** Between two looks at the picture: a card held still is read in about half a second. */
const lookEveryMs = 150;

/** Whether this page may use a camera at all: only over https or on the machine itself. */
export const cameraPossible = (): boolean => Boolean(globalThis.navigator?.mediaDevices?.getUserMedia);

/** Shows the camera in `video` and looks for a card until `stop`. Pictures never leave the page. */
export async function readCards(video: HTMLVideoElement, listener: CardListener): Promise<CardReading> {
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
		void look(detector, video, listener, () => stopped);
	} catch {
		stop();
		return { ok: false, code: 'camera-missing' };
	}
	return { ok: true, stop };
}

async function look(
	detector: Awaited<ReturnType<typeof qrDetector>>,
	video: HTMLVideoElement,
	listener: CardListener,
	stopped: () => boolean
): Promise<void> {
	let last = '';
	while (!stopped()) {
		const [found] = await detector.detect(video).catch(() => []);
		if (stopped()) return;
		if (found && found.rawValue !== last) {
			last = found.rawValue;
			const card = cardOf(found.rawValue);
			if (card.ok) return listener.card(card.value.code);
			listener.foreign();
		}
		await sleep(lookEveryMs);
	}
}

/** Loaded only when a camera is asked for; its WebAssembly comes from this server, not from a public one. */
async function qrDetector() {
	const [{ BarcodeDetector, prepareZXingModule }, { default: wasmUrl }] = await Promise.all([
		import('barcode-detector/ponyfill'),
		import('zxing-wasm/reader/zxing_reader.wasm?url')
	]);
	prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });
	return new BarcodeDetector({ formats: ['qr_code'] });
}
