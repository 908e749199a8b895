import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import process from 'node:process';
import { certificateDoor, toHttps } from './lib/server/certificate/certificate-door.ts';
import { rootOfChain } from './lib/server/certificate/root-of-chain.ts';
import { BadEnvironment, readEnv } from './lib/server/env.ts';
import { faultText } from './lib/server/fault-text.ts';
import { fillHttpSlot } from './lib/server/http-slot.ts';

// The production entry: one HTTP server that we own, the built application behind it, and an orderly end.

const env = environment();
process.env.ORIGIN = env.origin;
// The adapter's own limit cuts the connection under the sender. Ours are in hooks.server.ts, for every form and upload
// before its body, and in answers.ts for JSON; what is too large is refused in words.
process.env.BODY_SIZE_LIMIT = 'Infinity';

const certificate = env.tls && readTls('TLS_CERT', env.tls.certFile);
const server =
	certificate && env.tls
		? createTlsServer({ cert: certificate, key: readTls('TLS_KEY', env.tls.keyFile) })
		: createServer();
// Node's five seconds are shorter than a proxy's or a client's own: it would send on a connection that we are just
// closing and get no answer.
server.keepAliveTimeout = 75_000;
const slot = fillHttpSlot(server);

// The slot is filled first: loading the handler starts the application, which attaches its sockets to it, and
// waits until desk and box are up. Only then do we listen: a tablet takes a 404 for final, a closed port for
// "come again". Named by a variable, so that type checking does not read the build.
const built = '../build/handler.js';
const { handler } = await import(built);
const { door } = slot;
if (!door) throw new Error('the application started without its doorkeeper');
const offersRoot = certificate ? certificateDoor(rootOfChain(certificate), env.origin) : null;
const deskHost = new URL(env.origin).host;
server.on('request', (request, response) => {
	// A page of the desk's host, like the others; the box's knows nothing of it.
	if (request.headers.host === deskHost && offersRoot?.(request, response)) return;
	if (door(request, response)) return;
	handler(request, response);
});
// A promise that nobody waited for leaves nothing half done: what counts is in PostgreSQL, and whoever needed the
// promise has waited for it. Node's own answer is to end the process, and with it every socket of the hall and the
// ballots that wait for their batch, so a vote goes on and the log says what to mend. An exception that nobody caught
// may have left anything half done and still ends the process, and so does what fails above, before anybody is served.
process.on('unhandledRejection', (fault) =>
	console.error(`a failure that nobody waited for: ${faultText(fault, { stack: true })}`)
);

server.listen(env.port, env.host, () => console.log(`listening on ${env.origin} (box: ${env.boxOrigin})`));

/** Devices that do not trust the hall's root yet come here first; nothing but the root is answered. */
const plain = offersRoot && env.httpPort ? createServer() : null;
plain?.on('request', (request, response) => {
	if (!offersRoot?.(request, response)) toHttps(env.origin)(request, response);
});
plain?.listen(env.httpPort, env.host);

let stopping = false;
/** Sockets and box first, so that whoever waits is answered; then the server; then we are gone. */
async function stop() {
	if (stopping) return;
	stopping = true;
	setTimeout(() => process.exit(1), 10_000).unref();
	await slot.stop?.().catch((fault) => console.error(`stopping: ${faultText(fault)}`));
	plain?.closeAllConnections();
	plain?.close();
	server.closeAllConnections();
	server.close(() => process.exit(0));
}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => void stop());

/**
 * @param {string} variable
 * @param {string} file
 */
function readTls(variable, file) {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		console.error(`the environment is not usable: ${variable} names a file that can't be read: ${error}`);
		process.exit(1);
	}
}

function environment() {
	try {
		return readEnv();
	} catch (error) {
		if (!(error instanceof BadEnvironment)) throw error;
		console.error(`the environment is not usable: ${error.message}`);
		process.exit(1);
	}
}
