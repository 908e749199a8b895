/** The stable codes of the HTTP interface and the status each goes with. Everything else is `try-later`. */
export const statusOfCode = {
	'bad-request': 400,
	'bad-blinded': 400,
	'bad-ballot': 400,
	'too-many-projects': 400,
	'too-many-approvals': 400,
	'too-few-approvals': 400,
	'not-signed-in': 401,
	'card-refused': 401,
	'wrong-credentials': 401,
	'bad-origin': 403,
	'not-checked-in': 403,
	'bad-signature': 403,
	'bad-ticket': 403,
	forbidden: 403,
	'not-found': 404,
	'not-acceptable': 406,
	'round-not-drawable': 409,
	'already-drawn-differently': 409,
	'drew-paper': 409,
	'round-closed': 409,
	'round-not-open': 409,
	'too-large': 413,
	'unsupported-media-type': 415,
	'try-later': 503
} as const;

export type ProblemCode = keyof typeof statusOfCode;

/** RFC 9457, with our `code` beside the standard members. */
export type Problem = { type: string; title: string; status: number; code: ProblemCode; detail: string };

/** @param detail the Chinese sentence for the person who reads it */
export function problem(code: ProblemCode, detail: string): Problem {
	return {
		type: 'about:blank',
		title: code,
		status: statusOfCode[code],
		code,
		detail
	};
}
