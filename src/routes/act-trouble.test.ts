import type { ActionResult } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { problem } from '#lib/wire/problem.ts';
import { troubleOf } from './act-trouble.ts';

/** As SvelteKit hands on what the hook has answered before the act. */
const answered = (code: Parameters<typeof problem>[0], detail: string) =>
	problem(code, detail) as unknown as ActionResult;

test('a session that has ended is told with the way to sign in', () => {
	expect(troubleOf(answered('not-signed-in', '登录已失效'), true)).toMatchObject({ signIn: true });
});

test('any other answer before the act is told in its own words', () => {
	expect(troubleOf(answered('forbidden', '没有权限'), false)).toEqual({ text: '没有权限', signIn: false });
});

test('an act’s own answer is no trouble, and without one the form stays where its words are kept', () => {
	const failure: ActionResult = { type: 'failure', status: 409, data: { code: 'change-open', message: 'x' } };
	expect(troubleOf(failure, true)).toBeNull();
	expect(troubleOf({ type: 'success', status: 200 }, true)).toBeNull();
	const none: ActionResult = { type: 'error', error: new Error('offline') };
	expect(troubleOf(none, true)?.text).toContain('没有收到应答');
	expect(troubleOf(none, false)).toBeNull();
});
