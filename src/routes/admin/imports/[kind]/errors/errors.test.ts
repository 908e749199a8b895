import { expect, test } from 'vitest';
import { LARGEST_IMPORT } from '#lib/server/import/read-file.ts';
import { POST } from './+server.ts';

test('a file too large for an 错误清单 is refused with its size, not with a placeholder', async () => {
	const body = new FormData();
	body.set('file', new File([new Uint8Array(LARGEST_IMPORT + 1024 * 1024)], '名册.xlsx'));
	const request = new Request('http://localhost', { method: 'POST', body });
	const event = { request, params: { kind: 'deputies' }, locals: {} } as unknown as Parameters<
		typeof POST
	>[0];
	await expect(POST(event)).rejects.toMatchObject({
		status: 409,
		body: { message: expect.stringContaining('文件为 11.0 MB') as string }
	});
});
