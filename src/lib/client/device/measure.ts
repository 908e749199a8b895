import { toHex } from '../../crypto/bytes.ts';
import { cardFromSeed, signLogin, verifyLogin } from '../../crypto/card.ts';
import { clockLead, NETWORK_SAMPLES, roundTrips, type DeviceMeasures } from '../../domain/device-check.ts';

/** What is measured without a person: everything but the presses and the system's own screen lock. */
export type Measured = Omit<DeviceMeasures, 'touch'>;

/** Longer than any hall network that is fit for a vote. */
const TIMEOUT_MS = 5000;

/** All of it, one after the other, so that nothing slows the round trips; `told` hears what is known so far. */
export async function measureDevice(
	addresses: { origin: string; boxOrigin: string },
	told: (measured: Partial<Measured>) => void
): Promise<Measured> {
	const measured: Partial<Measured> = {
		secure: window.isSecureContext,
		storage: keepsStorage(),
		screen: screenSize()
	};
	const steps: (() => Promise<Partial<Measured>>)[] = [
		async () => ({ cryptoMs: await cryptoTime() }),
		async () => ({ awake: (await holdsAwake()) ? 'lock' : 'no' }),
		async () => ({ live: await opensSocket(addresses.origin) }),
		async () => ({ box: await answers(`${addresses.boxOrigin}/box/v1/`) }),
		networkAndClock
	];
	told({ ...measured });
	for (const step of steps) {
		Object.assign(measured, await step());
		told({ ...measured });
	}
	return measured as Measured;
}

/** The window in CSS pixels: what the pages are laid out in. */
export const screenSize = (): DeviceMeasures['screen'] => ({
	width: window.innerWidth,
	height: window.innerHeight,
	ratio: window.devicePixelRatio || 1
});

function keepsStorage(): boolean {
	try {
		sessionStorage.setItem('piaojue.device', '1');
		const kept = sessionStorage.getItem('piaojue.device') === '1';
		sessionStorage.removeItem('piaojue.device');
		return kept;
	} catch {
		return false;
	}
}

/** The card of a seed that is no card's, against what must come out, and one signature. */
const SEED = new Uint8Array(16).fill(7);
const PUBLIC_KEY = 'ffe24839d7d70272118301d532a0cfb2e780059457326b5106292b9063907854';

async function cryptoTime(): Promise<number | null> {
	// Let the page draw its first lines before this holds it up.
	await new Promise((next) => setTimeout(next, 50));
	try {
		const startedAt = performance.now();
		const random = crypto.getRandomValues(new Uint8Array(32));
		const { secret, publicKey } = cardFromSeed(SEED);
		const signed = verifyLogin(
			publicKey,
			location.origin,
			random,
			signLogin(secret, location.origin, random)
		);
		const spentMs = performance.now() - startedAt;
		return signed && toHex(publicKey) === PUBLIC_KEY ? spentMs : null;
	} catch {
		return null;
	}
}

async function holdsAwake(): Promise<boolean> {
	try {
		const lock = await navigator.wakeLock.request('screen');
		await lock.release();
		return true;
	} catch {
		return false;
	}
}

function opensSocket(origin: string): Promise<boolean> {
	return new Promise((done) => {
		let socket: WebSocket;
		const end = (opened: boolean) => {
			clearTimeout(timer);
			socket?.close();
			done(opened);
		};
		const timer = setTimeout(() => end(false), TIMEOUT_MS);
		try {
			socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/rt/?EIO=4&transport=websocket`);
			socket.onopen = () => end(true);
			socket.onerror = () => end(false);
		} catch {
			clearTimeout(timer);
			done(false);
		}
	});
}

/** Any answer that this page may read, a refusal too: name, certificate and address are right. */
async function answers(url: string): Promise<boolean> {
	return (await timed(url)) !== null;
}

async function networkAndClock(): Promise<Pick<Measured, 'network' | 'skewMs'>> {
	const samples: (number | null)[] = [];
	const times: { askedAtMs: number; answeredAtMs: number; serverMs: number }[] = [];
	// The first opens the connection and counts for nothing.
	await timed('/device/now');
	for (let at = 0; at < NETWORK_SAMPLES; at++) {
		const askedAtMs = Date.now();
		const answer = await timed('/device/now');
		samples.push(answer?.spentMs ?? null);
		const serverMs = Number((answer?.body as { now?: unknown } | null)?.now);
		if (answer && Number.isFinite(serverMs))
			times.push({ askedAtMs, answeredAtMs: askedAtMs + answer.spentMs, serverMs });
	}
	return { network: roundTrips(samples), skewMs: clockLead(times) };
}

async function timed(url: string): Promise<{ spentMs: number; body: unknown } | null> {
	const late = new AbortController();
	const timer = setTimeout(() => late.abort(), TIMEOUT_MS);
	try {
		const startedAt = performance.now();
		const response = await fetch(url, { cache: 'no-store', credentials: 'omit', signal: late.signal });
		const text = await response.text();
		const spentMs = performance.now() - startedAt;
		return { spentMs, body: response.ok ? (JSON.parse(text) as unknown) : null };
	} catch {
		return null;
	} finally {
		clearTimeout(timer);
	}
}
