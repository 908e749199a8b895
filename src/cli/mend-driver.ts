import type { Plugin } from 'vite';

/**
 * Mends postgres.js 3.4.9 as it goes into the server's bundle. When its server dies, a transaction's own
 * rollback is written to a socket that is no more: an uncaught TypeError, which ends our process; the bytes
 * that were not sent stay before the next start-up message, so that the connection never opens again; a
 * transaction that lost its connection goes on, with its next statement, on whatever runs there by then; and a
 * connection that is lost while the driver asks for the array types is a rejection that nobody waits for, which
 * ends our process too. `reserve()` is not mended and not used: one that is waiting when its connection is lost
 * waits for ever, and one that was refused takes the next connection away.
 *
 * Every place is named by its text, and a version that reads otherwise fails the build instead of being left
 * unmended.
 */
export function mendDriver(): Plugin {
	return {
		name: 'piaojue-mend-driver',
		enforce: 'pre',
		// The driver must be in the bundle for that; Vite leaves packages out of a server's.
		config: () => ({ ssr: { noExternal: ['postgres'] } }),
		transform(code, id) {
			const file = /\/node_modules\/postgres\/src\/(\w+\.js)(?:\?|$)/.exec(id)?.[1];
			const mends = file && Object.hasOwn(mendsByFile, file) ? mendsByFile[file as 'index.js'] : null;
			if (!mends) return null;
			let mended = code;
			for (const [from, to] of mends) {
				if (mended.split(from).length !== 2) this.error(`postgres.js reads otherwise here: ${from}`);
				mended = mended.replace(from, () => to);
			}
			return { code: mended, map: null };
		}
	};
}

const lost = `Errors.connection('CONNECTION_CLOSED', options)`;

/** `life` counts how often a connection was lost: who holds an older one holds nothing. */
const mendsByFile: Record<'connection.js' | 'index.js', [from: string, to: string][]> = {
	'connection.js': [
		[`    count: 0,\n    id\n  }`, `    count: 0,\n    life: 0,\n    id\n  }`],
		[
			`  function execute(q) {\n`,
			`  function execute(q) {\n    if (!socket)\n      return (queryError(q, ${lost}), true)\n\n`
		],
		[
			`  function nextWrite(fn) {\n`,
			`  function nextWrite(fn) {\n    if (!socket)\n      return (chunk = nextWriteTimer = null, false)\n\n`
		],
		[
			`    clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)\n    socket.removeListener('connect', connected)\n    idleTimer`,
			`    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    connection.life++\n    socket.removeListener('data', data)\n    socket.removeListener('connect', connected)\n    idleTimer`
		],
		// Whoever waits for the connection hears of it elsewhere; the next one asks for the types anew.
		[`        return fetchArrayTypes()\n`, `        return void fetchArrayTypes().catch(() => {})\n`],
		// What the lost session was in the middle of is no part of the next one's first answers.
		[
			`    if (initial)\n      return reconnect()\n`,
			`    if (initial) {\n      query = errorResponse = results = null\n      return reconnect()\n    }\n`
		],
		[
			`    closedTime = performance.now()\n`,
			`    query = errorResponse = results = null\n    result = new Result()\n    closedTime = performance.now()\n`
		]
	],
	'index.js': [
		[`      , prepare = null\n\n    try {`, `      , prepare = null\n      , life = 0\n\n    try {`],
		[`      connection = c\n`, `      connection = c\n      life = c.life\n`],
		[
			`        q.catch(e => uncaughtError || (uncaughtError = e))\n`,
			`        q.catch(e => uncaughtError || (uncaughtError = e))\n        if (c.life !== life)\n          return q.reject(${lost})\n`
		]
	]
};
