import { Agent, request } from 'node:https';
import { rootCertificates } from 'node:tls';
import type { Send } from './protocol-delegate.ts';

/**
 * Requests over HTTPS that also trust the certificate this server itself answers with (TLS_CERT): the program's own
 * deputies speak to it by its own address, and a hall's certificate is often of no public authority. `fetch` takes
 * further authorities only when the process starts. Names and dates are checked as everywhere.
 *
 * @param chain PEM, as TLS_CERT names it: the certificate, and the authorities behind it where it has them
 */
export function fetchTrusting(chain: string): Send {
	const certificates = chain.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
	const agent = new Agent({
		keepAlive: true,
		maxSockets: 16,
		ca: [...rootCertificates, ...certificates],
		// The file may end before the root: what stands in it is trusted as it is.
		allowPartialTrustChain: true
	});
	return (url, { method = 'GET', headers, body }) =>
		new Promise((resolve, reject) => {
			const bytes = body === undefined ? undefined : Buffer.from(body);
			const length = bytes ? { 'content-length': String(bytes.length) } : {};
			const asked = request(url, { agent, method, headers: { ...headers, ...length } }, (answer) => {
				const parts: Buffer[] = [];
				answer.on('data', (part: Buffer) => parts.push(part));
				answer.on('error', reject);
				answer.on('end', () => resolve(responseOf(answer.statusCode!, answer.rawHeaders, parts)));
			});
			asked.setTimeout(20_000, () => asked.destroy(new Error('no answer in time')));
			asked.on('error', reject);
			asked.end(bytes);
		});
}

function responseOf(status: number, raw: string[], parts: Buffer[]): Response {
	const headers = new Headers();
	for (let i = 0; i < raw.length; i += 2) headers.append(raw[i]!, raw[i + 1]!);
	// A status that carries no body refuses even an empty one.
	const isEmpty = status === 204 || status === 304;
	return new Response(isEmpty ? null : Buffer.concat(parts), { status, headers });
}
