import type { IncomingMessage, ServerResponse } from 'node:http';
import { certificatePage } from './certificate-page.ts';
import { mobileconfig } from './mobileconfig.ts';
import type { HallRoot } from './root-of-chain.ts';

/**
 * /certificate and its two files, for a device that does not trust us yet: over plain http on HTTP_PORT, and beside
 * the pages over https, where the office reads the fingerprint. @returns whether it has answered
 */
export function certificateDoor(root: HallRoot | null, origin: string) {
	return (request: IncomingMessage, response: ServerResponse): boolean => {
		const path = (request.url ?? '').split('?')[0];
		const found =
			path === '/certificate'
				? {
						type: 'text/html; charset=utf-8',
						body: certificatePage(root, origin, request.headers['user-agent'] ?? '')
					}
				: root && path === '/certificate/root.crt'
					? { type: 'application/x-x509-ca-cert', body: root.der, file: 'root.crt' }
					: root && path === '/certificate/root.mobileconfig'
						? {
								type: 'application/x-apple-aspen-config',
								body: mobileconfig(root),
								file: 'root.mobileconfig'
							}
						: null;
		if (!found || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
		response.writeHead(200, {
			'content-type': found.type,
			'content-length': Buffer.byteLength(found.body),
			...(found.file ? { 'content-disposition': `attachment; filename="${found.file}"` } : {}),
			'content-security-policy':
				"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
			'cache-control': 'no-store'
		});
		response.end(request.method === 'HEAD' ? undefined : found.body);
		return true;
	};
}

/** Everything else on the plain port: to the same path of the pages, and nothing is read or answered here. */
export function toHttps(origin: string) {
	return (request: IncomingMessage, response: ServerResponse): void => {
		const safe = request.method === 'GET' || request.method === 'HEAD';
		const path = request.url?.startsWith('/') ? request.url : '/';
		response.writeHead(safe ? 307 : 421, safe ? { location: origin + path } : { connection: 'close' });
		response.end();
	};
}
