import { toBase64url } from '../crypto/bytes.ts';

const KEY = 'piaojue-console';

/**
 * The id of this browser tab as a console: kept over a reload, never shared with another tab. A duplicated tab
 * starts with a copy of the first one's storage; it asks around, hears that the id is in use and makes its own.
 */
export async function consoleIdOfTab(): Promise<string> {
	const kept = sessionStorage.getItem(KEY);
	const id = kept && !(await inUse(kept)) ? kept : freshId();
	sessionStorage.setItem(KEY, id);
	answerFor(id);
	return id;
}

const freshId = (): string => toBase64url(crypto.getRandomValues(new Uint8Array(16)));

/** Safari 14 has no BroadcastChannel: there two copies of one tab count as one console, as two windows of one desk. */
const channel = (): BroadcastChannel | null =>
	typeof BroadcastChannel === 'function' ? new BroadcastChannel(KEY) : null;

function answerFor(id: string): void {
	const ours = channel();
	ours?.addEventListener('message', ({ data }) => {
		if (data === `who ${id}`) ours.postMessage(`here ${id}`);
	});
}

/** Tabs of one browser answer within a few milliseconds; none at all is an answer too. */
function inUse(id: string): Promise<boolean> {
	const ours = channel();
	if (!ours) return Promise.resolve(false);
	return new Promise((answered) => {
		const end = (used: boolean) => {
			ours.close();
			answered(used);
		};
		const waiting = setTimeout(() => end(false), 150);
		ours.addEventListener('message', ({ data }) => {
			if (data !== `here ${id}`) return;
			clearTimeout(waiting);
			end(true);
		});
		ours.postMessage(`who ${id}`);
	});
}
