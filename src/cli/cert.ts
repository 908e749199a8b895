import { X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { certCommandTexts as t } from '#lib/i18n/zh-CN/cert-cli.ts';
import { operatorTexts } from '#lib/i18n/zh-CN/operator.ts';
import { makeRoot, makeServer, outsideOf, SERVER_DAYS, type KeyPair } from './cert/make-certificates.ts';
import { optionFault } from './option-fault.ts';

/**
 * npm run cert -- --host NAME --host ADDRESS [--host …] --out DIR [--port N] [--http-port N] [--name TEXT]
 *                 [--new-root] [--unconstrained]
 *
 * HTTPS for a hall without a certificate of its own: a root for this hall alone, and a server's certificate for
 * every host. The first host is the address of the pages, the second that of the ballot box; they must differ,
 * because cookies ignore ports. Run again it makes a new server certificate under the same root, so the tablets
 * need nothing; `--new-root` begins anew. Private keys have mode 0600; root.key is not needed on the server.
 *
 * Exit 1 when refused, 2 for a command line that makes no sense.
 */
const options = readOptions();
if (typeof options === 'string') fail(2, options);
else
	try {
		await writeCertificates(options);
	} catch (error) {
		// The disk is full, a folder may not be written: what the system says is all there is.
		fail(1, operatorTexts.failed((error as Error).message));
	}

type Options = {
	hosts: string[];
	out: string;
	port: number;
	httpPort: number;
	name: string;
	newRoot: boolean;
	unconstrained: boolean;
};

function readOptions(): Options | string {
	try {
		const { values } = parseArgs({
			options: {
				host: { type: 'string', multiple: true, default: [] },
				out: { type: 'string' },
				port: { type: 'string', default: '3000' },
				'http-port': { type: 'string', default: '8080' },
				name: { type: 'string', default: t.rootName },
				'new-root': { type: 'boolean', default: false },
				unconstrained: { type: 'boolean', default: false }
			}
		});
		const hosts = [...new Set(values.host.map((host) => host.toLowerCase()))];
		const bad = hosts.find((host) => !isHost(host));
		if (bad !== undefined) return t.badHost(bad);
		if (values.out === undefined || hosts.length === 0) return t.usage;
		if (hosts.length === 1) return t.oneHost(hosts[0]!);
		const [port, httpPort] = [Number(values.port), Number(values['http-port'])];
		if (![port, httpPort].every((number) => Number.isInteger(number) && number > 0 && number < 65_536))
			return t.badPort;
		if (port === httpPort) return t.samePort;
		const { out, name, 'new-root': newRoot, unconstrained } = values;
		return { hosts, out, port, httpPort, name, newRoot, unconstrained };
	} catch (error) {
		const fault = optionFault(error);
		if (fault === null) throw error;
		return `${fault}\n\n${t.usage}`;
	}
}

async function writeCertificates(options: Options): Promise<void> {
	const { hosts, newRoot } = options;
	const out = resolve(options.out);
	mkdirSync(out, { recursive: true });
	const old = newRoot ? null : oldRoot(out);
	const outside = old ? outsideOf(old.certificate, hosts) : [];
	if (outside.length) return fail(1, t.rootElsewhere(out, outside));
	const root = old ?? (await makeRoot(options));
	const server = await makeServer({ hosts, root });
	if (!old) {
		write('root.key', root.key, 0o600);
		write('root.crt', root.certificate + '\n', 0o644);
	}
	write('server.key', server.key, 0o600);
	// The root goes along: the server offers it at /certificate.
	write('server.crt', `${server.certificate}\n${root.certificate}\n`, 0o644);
	const settings = environment(options, out);
	write('https.env', settings, 0o644);
	const fingerprint = new X509Certificate(root.certificate).fingerprint256;
	const rootKey = join(out, 'root.key');
	console.log(t.made({ old: old !== null, fingerprint, days: SERVER_DAYS, rootKey }));
	console.log(`\n${settings.trimEnd()}`);

	function write(file: string, content: string, mode: number): void {
		const path = join(out, file);
		writeFileSync(path, content, { mode });
		chmodSync(path, mode);
	}
}

function oldRoot(out: string): KeyPair | null {
	const [certificate, key] = [join(out, 'root.crt'), join(out, 'root.key')];
	if (!existsSync(certificate) || !existsSync(key)) return null;
	return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
}

function environment({ hosts, port, httpPort }: Options, out: string): string {
	const originOf = (host: string) =>
		new URL(`https://${isIP(host) === 6 ? `[${host}]` : host}:${port}`).origin;
	return (
		[
			`HOST=0.0.0.0`,
			`PORT=${port}`,
			`ORIGIN=${originOf(hosts[0]!)}`,
			`BOX_ORIGIN=${originOf(hosts[1]!)}`,
			`TLS_CERT=${join(out, 'server.crt')}`,
			`TLS_KEY=${join(out, 'server.key')}`,
			`HTTP_PORT=${httpPort}`
		].join('\n') + '\n'
	);
}

function isHost(text: string): boolean {
	if (isIP(text)) return true;
	return (
		text.length <= 253 &&
		text.split('.').every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label)) &&
		!/^[\d.]+$/.test(text)
	);
}

function fail(exitCode: number, message: string): void {
	console.error(message);
	process.exitCode = exitCode;
}
