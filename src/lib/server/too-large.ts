import { refusalText } from '../i18n/zh-CN/refusals.ts';
import { sentencePage } from './sentence-page.ts';

/** What is read of a form that is refused: a browser that is cut off in the middle shows no answer at all. */
const MOST_READ = 128 * 1024 * 1024;

/**
 * 413 in words where the person reads it: on the page for a form that the page sends itself, else as a page of one
 * sentence.
 *
 * @param code which limits the form has: those of the files it takes, or of its words
 */
export async function tooLargeAnswer(
	request: Request,
	code: 'upload-too-large' | 'evidence-too-large' | 'form-too-large'
): Promise<Response> {
	await readAway(request);
	if (request.headers.get('x-sveltekit-action')) {
		const message = refusalText(code === 'form-too-large' ? 'entries-too-large' : code);
		return new Response(
			// A failed action as SvelteKit writes one: `{ code, message }` in the form of its own serialiser.
			JSON.stringify({
				type: 'failure',
				status: 413,
				data: JSON.stringify([{ code: 1, message: 2 }, code, message])
			}),
			{ status: 413, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' } }
		);
	}
	return sentencePage(413, { title: '内容过大', text: refusalText(code) });
}

async function readAway(request: Request): Promise<void> {
	let left = MOST_READ;
	try {
		for (const reader = request.body?.getReader(); reader && left > 0;) {
			const { done, value } = await reader.read();
			if (done) return;
			left -= value.length;
		}
	} catch {
		// The sender went away: nobody waits for the rest.
	}
}
