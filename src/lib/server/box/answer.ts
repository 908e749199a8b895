import { refusalText } from '../../i18n/zh-CN/refusals.ts';
import { problem, type ProblemCode } from '../../wire/problem.ts';

/** What the box says to one request. It carries nothing that differs between ballots but leaf and ack. */
export type Answer = { status: number; body: string; type: string; retryAfter?: number };

export const refused = (code: ProblemCode): Answer => {
	const body = problem(code, refusalText(code));
	return {
		status: body.status,
		body: JSON.stringify(body),
		type: 'application/problem+json',
		...(code === 'try-later' ? { retryAfter: 1 } : {})
	};
};

export const stored = (leaf: string, ack: string): Answer => ({
	status: 200,
	body: JSON.stringify({ leaf, ack }),
	type: 'application/json'
});
