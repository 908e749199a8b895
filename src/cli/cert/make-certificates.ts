import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { AsnConvert } from '@peculiar/asn1-schema';
import { GeneralName, GeneralSubtree, GeneralSubtrees, NameConstraints } from '@peculiar/asn1-x509';
import * as x509 from '@peculiar/x509';

/** A certificate and its private key, both PEM. */
export type KeyPair = { certificate: string; key: string };

/** Apple refuses a server's certificate of more days, whoever signed it. */
export const SERVER_DAYS = 398;

/** A meeting place's root outlives several terms of servers, so that tablets are set up once. */
const ROOT_DAYS = 1826;

const DAY_MS = 86_400_000;
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const NAME_CONSTRAINTS = '2.5.29.30';

/**
 * A root of its own for one hall. Name constraints bind it to these hosts: whoever steals its key can't pretend to
 * be another site to the tablets that trust it.
 *
 * @param unconstrained for the rare client that refuses a root with constraints
 */
export async function makeRoot(
	{ hosts, name, unconstrained = false }: { hosts: readonly string[]; name: string; unconstrained?: boolean },
	now = new Date()
): Promise<KeyPair> {
	const keys = await crypto.subtle.generateKey(ECDSA, true, ['sign', 'verify']);
	const certificate = await x509.X509CertificateGenerator.createSelfSigned({
		serialNumber: serialNumber(),
		name: [{ CN: [name] }],
		notBefore: new Date(now.getTime() - DAY_MS),
		notAfter: new Date(now.getTime() + (ROOT_DAYS - 1) * DAY_MS),
		keys,
		signingAlgorithm: ECDSA,
		extensions: [
			new x509.BasicConstraintsExtension(true, 0, true),
			new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
			await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
			...(unconstrained ? [] : [onlyFor(hosts)])
		]
	});
	return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey) };
}

/** A server's certificate for all hosts: the desk and the ballot box are two of them. */
export async function makeServer(
	{ hosts, root }: { hosts: readonly string[]; root: KeyPair },
	now = new Date()
): Promise<KeyPair> {
	const issuer = new x509.X509Certificate(root.certificate);
	const signingKey = await crypto.subtle.importKey(
		'pkcs8',
		x509.PemConverter.decodeFirst(root.key),
		ECDSA,
		false,
		['sign']
	);
	const keys = await crypto.subtle.generateKey(ECDSA, true, ['sign', 'verify']);
	const certificate = await x509.X509CertificateGenerator.create({
		serialNumber: serialNumber(),
		subject: [{ CN: [hosts[0]!] }],
		issuer: issuer.subjectName,
		// A tablet whose clock is a little behind must not find it not yet valid.
		notBefore: new Date(now.getTime() - DAY_MS),
		notAfter: new Date(now.getTime() + (SERVER_DAYS - 1) * DAY_MS),
		publicKey: keys.publicKey,
		signingKey,
		signingAlgorithm: ECDSA,
		extensions: [
			new x509.BasicConstraintsExtension(false, undefined, true),
			new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
			new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
			new x509.SubjectAlternativeNameExtension(
				hosts.map((host) => ({ type: isIP(host) ? ('ip' as const) : ('dns' as const), value: host }))
			),
			await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
			await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey)
		]
	});
	return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey) };
}

/** The hosts among these that the root may not vouch for; a root without constraints may for all. */
export function outsideOf(rootCertificate: string, hosts: readonly string[]): string[] {
	const extension = new x509.X509Certificate(rootCertificate).getExtension(NAME_CONSTRAINTS);
	if (!extension) return [];
	const permitted = AsnConvert.parse(extension.value, NameConstraints).permittedSubtrees ?? [];
	const bases = [...permitted].map(({ base }) => base.dNSName ?? base.iPAddress ?? '');
	return hosts.filter((host) => {
		const version = isIP(host);
		return !bases.some((base) =>
			version ? base === `${host}/${version === 4 ? 32 : 128}` : host === base || host.endsWith(`.${base}`)
		);
	});
}

function onlyFor(hosts: readonly string[]): x509.Extension {
	const addresses = hosts.filter((host) => isIP(host));
	const names = hosts.filter((host) => !isIP(host));
	// A kind of name that is not constrained at all would be free.
	const permitted = [
		...(names.length ? names : ['invalid']).map((dNSName) => new GeneralName({ dNSName })),
		...addresses.map((host) => new GeneralName({ iPAddress: `${host}/${isIP(host) === 4 ? 32 : 128}` }))
	];
	const excluded = [
		...(addresses.some((host) => isIP(host) === 4) ? [] : ['0.0.0.0/0']),
		...(addresses.some((host) => isIP(host) === 6) ? [] : ['::/0'])
	].map((iPAddress) => new GeneralName({ iPAddress }));
	const subtrees = (bases: GeneralName[]) =>
		new GeneralSubtrees(bases.map((base) => new GeneralSubtree({ base })));
	const constraints = new NameConstraints({
		permittedSubtrees: subtrees(permitted),
		...(excluded.length ? { excludedSubtrees: subtrees(excluded) } : {})
	});
	return new x509.Extension(NAME_CONSTRAINTS, true, AsnConvert.serialize(constraints));
}

/** 127 random bits: positive, and nobody's guess. */
function serialNumber(): string {
	const bytes = randomBytes(16);
	bytes[0]! &= 0x7f;
	return bytes.toString('hex');
}

async function pemOf(key: CryptoKey): Promise<string> {
	return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY') + '\n';
}
