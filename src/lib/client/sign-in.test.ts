import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SignIn } from './sign-in.svelte.ts';
import { StepWatch } from './step-watch.ts';

const person = { number: 7, name: '演示代表07', delegation: '第一代表团', seat: '1排7座', left: false };

/** What the desk knows, and its answers to who is here: each can be held back. */
let desk: { checkedIn: boolean; holdNext: boolean; held: (() => void)[]; asked: number; signedOut: number };

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('location', { origin: 'https://vote.hall.example', hash: '' });
	desk = { checkedIn: false, holdNext: false, held: [], asked: 0, signedOut: 0 };
	vi.stubGlobal('fetch', async (url: string) => {
		if (url.endsWith('/challenge')) return Response.json({ nonce: 'A'.repeat(43) });
		if (url.endsWith('/sign-out')) desk.signedOut++;
		if (!url.endsWith('/me')) return Response.json({});
		desk.asked++;
		const answer = Response.json({ role: 'delegate', delegate: { ...person, checkedIn: desk.checkedIn } });
		if (desk.holdNext) {
			desk.holdNext = false;
			await new Promise<void>((release) => desk.held.push(release));
		}
		return answer;
	});
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

async function signedIn(): Promise<SignIn> {
	const signIn = new SignIn(() => {}, new StepWatch(() => Promise.resolve(true)));
	await signIn.use('HWX5-RZMV-3MQM-0RBJ-GEA9-NAXW-SMF');
	expect(signIn).toMatchObject({ stage: 'held', person: { number: 7, checkedIn: false } });
	return signIn;
}

test('who waits to be checked in is told of it at once', async () => {
	const signIn = await signedIn();
	desk.checkedIn = true;
	signIn.refreshSoon();
	await vi.advanceTimersByTimeAsync(500);
	expect(signIn.person).toMatchObject({ checkedIn: true });
});

test('a check-in that comes while the tablet is asking is asked for once more', async () => {
	const signIn = await signedIn();
	desk.holdNext = true;
	signIn.refreshSoon();
	await vi.advanceTimersByTimeAsync(500);
	// The answer is under way and says: not yet. Meanwhile the desk checks in, and the hall's screens are told.
	desk.checkedIn = true;
	signIn.refreshSoon();
	desk.held.shift()!();
	await vi.advanceTimersByTimeAsync(500);
	expect(signIn.person).toMatchObject({ checkedIn: true });
});

test('a page kept for a lost network ends the session that the last delegate left here', async () => {
	const left = new SignIn(() => {}, new StepWatch(() => Promise.resolve(true)));
	await left.start(false);
	await vi.advanceTimersByTimeAsync(100);
	expect(left.stage).toBe('none');
	expect(desk.signedOut).toBe(1);
});

test('many reasons are one question', async () => {
	const signIn = await signedIn();
	const before = desk.asked;
	for (let reason = 0; reason < 20; reason++) signIn.refreshSoon();
	await vi.advanceTimersByTimeAsync(500);
	expect(desk.asked).toBe(before + 1);
});
