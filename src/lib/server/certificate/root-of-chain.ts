import { X509Certificate } from 'node:crypto';

/** A root that a hall made for itself, as tablets install it. */
export type HallRoot = { name: string; der: Buffer; fingerprint: string; until: Date };

/**
 * The root in a PEM file of certificates, which `npm run cert` puts there; null where a public authority signed,
 * whose root every device knows.
 */
export function rootOfChain(pem: string): HallRoot | null {
	const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
	const root = blocks
		.map((block) => new X509Certificate(block))
		.find((one) => one.ca && one.checkIssued(one) && one.verify(one.publicKey));
	if (!root) return null;
	return {
		name: (/^CN=(.*)$/m.exec(root.subject)?.[1] ?? root.subject).replace(/\\(.)/g, '$1'),
		der: root.raw,
		fingerprint: root.fingerprint256,
		until: new Date(root.validTo)
	};
}
