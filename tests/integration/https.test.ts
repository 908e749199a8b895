import { X509Certificate } from 'node:crypto';
import { connect, createServer, type TLSSocket } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeServer } from '../../src/cli/cert/make-certificates.ts';
import { startHttpsApp, type HttpsApp } from '../support/https-app.ts';

let app: HttpsApp;

beforeAll(async () => {
	app = await startHttpsApp({ hosts: ['vote.hall.test', '127.0.0.1'] });
}, 120_000);
afterAll(() => app.stop());

const plain = (path: string, init: RequestInit = {}) =>
	fetch(`http://127.0.0.1:${app.httpPort}${path}`, { redirect: 'manual', ...init });

test('who trusts the root reads pages and box over TLS, by one certificate', async () => {
	expect(await app.get(`${app.origin}/login`)).toMatchObject({ status: 200 });
	// The box answers by its own codes, and knows neither pages nor the certificate's.
	expect((await app.get(`${app.boxOrigin}/box/v1/`)).body).toContain('"code":"not-found"');
	expect((await app.get(`${app.boxOrigin}/certificate`)).status).toBe(404);
});

test('who does not trust it is not let in', async () => {
	const { rootCertificates } = await import('node:tls');
	await expect(app.get(`${app.origin}/login`, rootCertificates.join('\n'))).rejects.toThrow(
		/self-signed|unable/
	);
});

test('a device without trust takes the root over plain http, and nothing else', async () => {
	const page = await plain('/certificate');
	const text = await page.text();
	const { fingerprint256, raw } = new X509Certificate(app.root);
	expect(page.status).toBe(200);
	expect(text.replace(/<[^>]+>| /g, '')).toContain(fingerprint256.replaceAll(':', ''));
	expect(text).toContain(`href="${app.origin}/tablet"`);
	const file = await plain('/certificate/root.crt');
	expect(file.headers.get('content-type')).toBe('application/x-x509-ca-cert');
	expect(Buffer.from(await file.arrayBuffer()).equals(raw)).toBe(true);
	const profile = await plain('/certificate/root.mobileconfig');
	expect(profile.headers.get('content-type')).toBe('application/x-apple-aspen-config');
	expect(await profile.text()).toContain(raw.toString('base64'));
	for (const path of [
		'/',
		'/login?next=1',
		'/certificate/root.key',
		'/certificate/../login',
		'//evil.example'
	]) {
		const moved = await plain(path);
		expect(moved.status, path).toBe(307);
		expect(moved.headers.get('location')?.startsWith(`${app.origin}/`), path).toBe(true);
	}
	expect((await plain('/login', { method: 'POST', body: 'password=x' })).status).toBe(421);
	expect((await app.get(`${app.origin}/certificate`)).body).toContain(app.origin);
});

test('a stolen root vouches for no other site', async () => {
	const root = { certificate: app.root, key: app.rootKey };
	for (const [host, refusal] of [
		['bank.example', /permitted subtree violation/],
		['10.0.0.7', /permitted subtree violation/],
		['vote.hall.test', null]
	] as const) {
		const forged = await makeServer({ hosts: [host], root });
		const server = createServer({ cert: forged.certificate, key: forged.key }).listen(0, '127.0.0.1');
		await new Promise((listening) => server.once('listening', listening));
		const { port } = server.address() as AddressInfo;
		const outcome = await new Promise<string>((done) => {
			const socket: TLSSocket = connect({
				port,
				host: '127.0.0.1',
				servername: 'x',
				ca: app.root,
				checkServerIdentity: () => undefined
			});
			socket.once('secureConnect', () => done('trusted')).once('error', (error) => done(error.message));
		});
		if (refusal) expect(outcome, host).toMatch(refusal);
		else expect(outcome).toBe('trusted');
		server.close();
	}
});
