import { describe, expect, it, test } from 'vitest';
import { castStep, retryAfterMs, type CastAnswer } from './cast-answer.ts';

const answer = (status: number, body: unknown, retryAfter = 0): CastAnswer => ({
	kind: 'answer',
	status,
	body,
	retryAfterMs: retryAfter
});
const problem = (status: number, code: string) => answer(status, { status, code, title: '', detail: '' });

describe('the tablet reads the answer of the box', () => {
	test.each([
		[400, 'bad-request'],
		[400, 'bad-ballot'],
		[400, 'too-many-approvals'],
		[400, 'too-few-approvals'],
		[403, 'bad-origin'],
		[403, 'bad-signature'],
		[403, 'bad-ticket'],
		[403, 'forbidden'],
		[404, 'not-found'],
		[413, 'too-large'],
		[415, 'unsupported-media-type']
	])('%i %s is definite: not in the box, and repeating it changes nothing', (status, code) => {
		expect(castStep(problem(status, code))).toEqual({ do: 'stop', why: 'fault', code });
	});

	it('stops when the round is closed', () => {
		expect(castStep(problem(409, 'round-closed'))).toEqual({ do: 'stop', why: 'round-closed' });
	});

	it('keeps the ballot while the round is not open yet or paused', () => {
		expect(castStep(problem(409, 'round-not-open'))).toEqual({ do: 'wait-until-open' });
	});

	it('goes on to verify a leaf with its acknowledgement', () => {
		expect(castStep(answer(200, { leaf: 'L', ack: 'A' }))).toEqual({ do: 'verify', leaf: 'L', ack: 'A' });
	});

	test.each<[string, CastAnswer]>([
		['no answer', { kind: 'none' }],
		['429', problem(429, 'try-later')],
		['503', problem(503, 'try-later')],
		['500 without a body', answer(500, null)],
		['502 with the page of a proxy', answer(502, '<html>')],
		['200 that can not be read', answer(200, null)],
		['200 without an acknowledgement', answer(200, { leaf: 'L' })],
		['the sign-in page of a hotel network', answer(200, '<html>')],
		['a redirect', answer(302, null)],
		['a refusal in words only', answer(403, '<html>Forbidden</html>')],
		['an unknown code', problem(409, 'something-new')],
		['a known code under another status', problem(500, 'bad-ballot')],
		['a code that every object has', problem(400, 'toString')]
	])('sends the same bytes again after %s', (_, given) => {
		expect(castStep(given)).toMatchObject({ do: 'send-again' });
	});

	it('waits at least as long as the box asks', () => {
		expect(castStep(answer(503, { code: 'try-later' }, 3_000))).toEqual({
			do: 'send-again',
			atLeastMs: 3_000
		});
	});

	test.each([
		[null, 0],
		['', 0],
		['2', 2_000],
		['0', 0],
		['-5', 0],
		['3600', 30_000],
		['Wed, 21 Oct 2026 07:28:00 GMT', 0]
	])('reads Retry-After %s as %i ms', (header, ms) => {
		expect(retryAfterMs(header)).toBe(ms);
	});
});
