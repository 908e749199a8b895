import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CastAnswer } from './cast-answer.ts';
import { dropIntoBox, type Box, type CastProgress } from './drop-into-box.ts';

const problem = (status: number, code: string): CastAnswer => ({
	kind: 'answer',
	status,
	body: { code },
	retryAfterMs: 0
});
const acknowledged: CastAnswer = {
	kind: 'answer',
	status: 200,
	body: { leaf: 'leaf', ack: 'ack' },
	retryAfterMs: 0
};
const silence: CastAnswer = { kind: 'none' };

/** A box that gives these answers in order, and tells what the tablet did. */
function boxAnswering(answers: CastAnswer[], overrides: Partial<Box> = {}) {
	const sent: number[] = [];
	const progress: CastProgress[] = [];
	const box: Box = {
		send: () => {
			sent.push(Date.now());
			const answer = answers[sent.length - 1];
			if (!answer) throw new Error(`the tablet sent ${sent.length} times`);
			return Promise.resolve(answer);
		},
		verify: () => 'stored',
		untilOpen: () => Promise.resolve(),
		report: (now) => progress.push(now),
		random: () => 0,
		signal: new AbortController().signal,
		...overrides
	};
	return { box, sent, progress };
}

describe('a ballot on its way into the box', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	const outcomeOf = async (box: Box) => {
		const outcome = dropIntoBox(box);
		await vi.runAllTimersAsync();
		return outcome;
	};

	it('is stored once the box acknowledged it', async () => {
		const { box, sent } = boxAnswering([acknowledged]);
		expect(await outcomeOf(box)).toEqual({ kind: 'stored' });
		expect(sent).toHaveLength(1);
	});

	it('is sent again, ever more slowly, until the network is back', async () => {
		const { box, sent } = boxAnswering([silence, silence, silence, silence, silence, acknowledged]);
		expect(await outcomeOf(box)).toEqual({ kind: 'stored' });
		expect(sent.slice(1).map((at, i) => at - (sent[i] ?? 0))).toEqual([500, 1_000, 2_000, 4_000, 4_000]);
	});

	it('does not leave at the moment of the tap', async () => {
		const start = Date.now();
		const { box, sent } = boxAnswering([acknowledged], { random: () => 0.5 });
		await outcomeOf(box);
		expect((sent[0] ?? 0) - start).toBe(400);
	});

	it('is told apart from a ballot cast earlier with the same ticket', async () => {
		const { box } = boxAnswering([acknowledged], { verify: () => 'earlier' });
		expect(await outcomeOf(box)).toEqual({ kind: 'earlier' });
	});

	it('does not take an acknowledgement for granted that nobody signed', async () => {
		const verdicts = ['forged', 'forged', 'stored'] as const;
		let asked = 0;
		const { box, progress } = boxAnswering([acknowledged, acknowledged, acknowledged], {
			verify: () => verdicts[asked++] ?? 'forged'
		});
		expect(await outcomeOf(box)).toEqual({ kind: 'stored' });
		expect(progress.at(-1)?.forgedAcks).toBe(2);
	});

	it('waits through a pause and is sent again when the round reopens', async () => {
		let reopen = () => {};
		const untilOpen = vi.fn(() => new Promise<void>((resolve) => (reopen = resolve)));
		const { box, sent, progress } = boxAnswering([problem(409, 'round-not-open'), acknowledged], {
			untilOpen
		});
		const outcome = dropIntoBox(box);
		await vi.advanceTimersByTimeAsync(5_000);
		expect(sent).toHaveLength(1);
		expect(progress.at(-1)?.phase).toBe('waiting-until-open');
		reopen();
		await vi.runAllTimersAsync();
		expect(await outcome).toEqual({ kind: 'stored' });
	});

	it('asks again by itself when the news of the reopening is lost', async () => {
		const untilOpen = (signal: AbortSignal) =>
			new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
		const { box } = boxAnswering([problem(409, 'round-not-open'), acknowledged], { untilOpen });
		expect(await outcomeOf(box)).toEqual({ kind: 'stored' });
	});

	it('is certainly not in the box when its only attempt met a closed round', async () => {
		const { box } = boxAnswering([problem(409, 'round-closed')]);
		expect(await outcomeOf(box)).toEqual({ kind: 'closed', certain: true });
	});

	it('may be in the box when an attempt went unanswered before the round closed', async () => {
		const { box } = boxAnswering([silence, problem(409, 'round-closed')]);
		expect(await outcomeOf(box)).toEqual({ kind: 'closed', certain: false });
	});

	it('stops at a definite refusal', async () => {
		const { box, sent } = boxAnswering([problem(403, 'bad-ticket')]);
		expect(await outcomeOf(box)).toEqual({ kind: 'fault', code: 'bad-ticket' });
		expect(sent).toHaveLength(1);
	});

	it('ends without another attempt when the tablet is told to forget', async () => {
		const forget = new AbortController();
		const { box, sent } = boxAnswering([silence, acknowledged], { signal: forget.signal });
		const outcome = dropIntoBox(box);
		await vi.advanceTimersByTimeAsync(100);
		forget.abort();
		await vi.runAllTimersAsync();
		expect(await outcome).toEqual({ kind: 'given-up' });
		expect(sent).toHaveLength(1);
	});
});
