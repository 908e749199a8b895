import type { z } from 'zod';
import { refusalText } from '../i18n/zh-CN/refusals.ts';
import { ok, refuse, type RefusalDetail, type Result } from '../domain/result.ts';
import { faultText } from './fault-text.ts';
import { problem, statusOfCode, type ProblemCode } from '../wire/problem.ts';

/** Nothing the desk's API takes is larger: a draw of four issuers is about 2.5 kB. */
const LARGEST_BODY = 16_384;

export const jsonAnswer = (value: unknown, status = 200): Response =>
	new Response(JSON.stringify(value), {
		status,
		headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }
	});

/** RFC 9457. A code outside of the interface's list is the desk's own and answers 409. */
export function problemAnswer(code: string, detail?: RefusalDetail): Response {
	const known: ProblemCode = code in statusOfCode ? (code as ProblemCode) : 'forbidden';
	const body = problem(known, refusalText(code, detail));
	return new Response(JSON.stringify(body), {
		status: body.status,
		headers: {
			'content-type': 'application/problem+json',
			'cache-control': 'no-store',
			...(known === 'try-later' ? { 'retry-after': '2' } : {}),
			// What is left of the body is not read; nothing else can follow it.
			...(known === 'too-large' ? { connection: 'close' } : {})
		}
	});
}

/** Reads a JSON body of a stated shape; type and length are looked at before the body is. */
export async function readJson<Shape extends z.ZodType>(
	request: Request,
	shape: Shape
): Promise<Result<z.output<Shape>, 'unsupported-media-type' | 'too-large' | 'bad-request'>> {
	const type = request.headers.get('content-type') ?? '';
	if (!/^application\/json\s*(;\s*charset=utf-8\s*)?$/i.test(type)) return refuse('unsupported-media-type');
	if (Number(request.headers.get('content-length') ?? 0) > LARGEST_BODY) return refuse('too-large');
	const text = await readText(request);
	if (text === null) return refuse('too-large');
	try {
		const parsed = shape.safeParse(JSON.parse(text));
		return parsed.success ? ok(parsed.data) : refuse('bad-request');
	} catch {
		return refuse('bad-request');
	}
}

/** Bounded also where no length was announced. */
async function readText(request: Request): Promise<string | null> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	const reader = request.body?.getReader();
	for (;;) {
		const step = await reader?.read();
		if (!step || step.done) return new TextDecoder().decode(Buffer.concat(chunks));
		length += step.value.length;
		// Not cancelled: that would cut the connection before our answer is on it.
		if (length > LARGEST_BODY) return null;
		chunks.push(step.value);
	}
}

/** An endpoint whose unexpected failures are `try-later`, so that a tablet keeps what it has and comes again. */
export function endpoint<Event extends { route: { id: string | null } }>(
	handler: (event: Event) => Promise<Response>
): (event: Event) => Promise<Response> {
	return async (event) => {
		try {
			return await handler(event);
		} catch (error) {
			console.error(`${event.route.id}: ${faultText(error)}`);
			return problemAnswer('try-later');
		}
	};
}
