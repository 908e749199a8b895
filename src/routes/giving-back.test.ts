import type { RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { givingBack, type GivenBack } from './giving-back.ts';
import { badForm } from './refused.ts';

/** A form as a browser sends it, with or without the page's script. */
function sent(byScript: boolean, more: string[] = []): RequestEvent {
	const body = new FormData();
	for (const name of more) body.append(name, 'x');
	body.append('id', '1');
	body.append('reason', '太短');
	body.append('evidence', 'a');
	body.append('evidence', 'b');
	body.append('file', new File(['x'], 'x.pdf'));
	const headers: HeadersInit = byScript ? { 'x-sveltekit-action': 'true' } : {};
	return { request: new Request('http://localhost/', { method: 'POST', body, headers }) } as RequestEvent;
}

const actions = givingBack({
	refuse: async ({ request }: RequestEvent) => badForm(String((await request.formData()).get('reason'))),
	take: async ({ request }: RequestEvent) => ({ done: String((await request.formData()).get('reason')) })
});

test('a plain form that is refused gets back every word of it, and no file', async () => {
	expect(await actions.refuse(sent(false))).toMatchObject({
		status: 400,
		data: {
			code: 'bad-request',
			message: '太短',
			act: 'refuse',
			typed: { id: ['1'], reason: ['太短'], evidence: ['a', 'b'] }
		}
	});
	expect((await actions.refuse(sent(false))).data).not.toHaveProperty('typed.file');
});

test('fields may be named as every object has them, and what no answer can hold is left out', async () => {
	const { data } = await actions.refuse(sent(false, ['constructor', 'toString', '__proto__', 'toString']));
	const typed = Object.entries((data as unknown as GivenBack).typed);
	expect(typed.slice(0, 2)).toEqual([
		['constructor', ['x']],
		['toString', ['x', 'x']]
	]);
	expect(typed.map(([name]) => name)).not.toContain('__proto__');
});

test('what was done, and what a page’s own script asked, is answered as ever', async () => {
	expect(await actions.take(sent(false))).toEqual({ done: '太短' });
	expect((await actions.refuse(sent(true))).data).toEqual({ code: 'bad-request', message: '太短' });
});
