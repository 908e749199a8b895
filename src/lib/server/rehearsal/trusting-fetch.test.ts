import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anotherCert, selfSigned } from '../../../../tests/support/self-signed.ts';
import { fetchTrusting } from './trusting-fetch.ts';

const server = createServer(selfSigned, (request, response) => {
	const parts: Buffer[] = [];
	request.on('data', (part: Buffer) => parts.push(part));
	request.on('end', () => {
		response.setHeader('set-cookie', ['a=1; Path=/', 'b=2']);
		response.statusCode = request.method === 'GET' ? 204 : 200;
		response.end(request.method === 'GET' ? undefined : Buffer.concat(parts));
	});
});
let port: number;
beforeAll(async () => {
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	port = (server.address() as AddressInfo).port;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

test('the server’s own certificate is trusted, and the answer is one of fetch', async () => {
	const send = fetchTrusting(selfSigned.cert);
	const answer = await send(`https://localhost:${port}/x`, {
		method: 'POST',
		headers: {},
		body: '{"代表":1}'
	});
	expect(await answer.json()).toEqual({ 代表: 1 });
	expect(answer.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
	expect((await send(`https://localhost:${port}/`, { headers: {} })).status).toBe(204);
});

test('another certificate is not, and neither is this one under another name', async () => {
	await expect(fetchTrusting(anotherCert)(`https://localhost:${port}/`, { headers: {} })).rejects.toThrow();
	const send = fetchTrusting(selfSigned.cert);
	await expect(send(`https://127.0.0.1:${port}/`, { headers: {} })).rejects.toThrow(
		/altnames|does not match/i
	);
});
