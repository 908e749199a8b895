import { version } from '$service-worker';

/*
 * Lets a deputy's tablet open without a network: in a hall whose Wi-Fi fails, a reload brings the page that waits
 * and signs in by itself instead of the browser's own error. It is registered for the tablet's page alone.
 *
 * Kept is what everybody gets: the page as nobody signed in, asked for without a cookie, and the program's files,
 * whose names change with what is in them. No view, no answer and no address is kept: the card stands in the
 * address's fragment, so only the fixed path below is ever a key.
 */

declare const self: ServiceWorkerGlobalScope;

const SHELL = '/tablet';
const PROGRAM = '/_app/immutable/';
const kept = `tablet ${version}`;

self.addEventListener('install', (event) => {
	event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
	event.waitUntil(forgetOthers().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
	const { method, mode, url } = event.request;
	const { origin, pathname } = new URL(url);
	if (method !== 'GET' || origin !== self.location.origin) return;
	if (mode === 'navigate' && pathname === SHELL) event.respondWith(pageOrShell(event));
	else if (pathname.startsWith(PROGRAM)) event.respondWith(programFile(event.request));
});

/** The page from the server whenever there is one; the shell is renewed beside it, as its settings may change. */
async function pageOrShell(event: FetchEvent): Promise<Response> {
	try {
		const page = await fetch(event.request);
		event.waitUntil(keepShell().catch(() => {}));
		return page;
	} catch (error) {
		const shell = await (await caches.open(kept)).match(SHELL);
		if (!shell) throw error;
		return shell;
	}
}

/** A file of the program is the same for ever under its name. */
async function programFile(request: Request): Promise<Response> {
	const cache = await caches.open(kept);
	const known = await cache.match(request.url);
	if (known) return known;
	const answer = await fetch(request);
	if (answer.ok) await cache.put(request.url, answer.clone());
	return answer;
}

async function keepShell(): Promise<void> {
	const page = await fetch(SHELL, { credentials: 'omit', cache: 'no-store', redirect: 'error' });
	if (!page.ok) throw new Error(`the tablet's page answered ${page.status}`);
	const html = await page.clone().text();
	const cache = await caches.open(kept);
	await Promise.all(filesOf(html).map((file) => keepFile(cache, file)));
	// Last: a shell whose files are not all there would open to nothing.
	await cache.put(SHELL, page);
}

async function keepFile(cache: Cache, file: string): Promise<void> {
	if (file.startsWith(PROGRAM) && (await cache.match(file))) return;
	await cache.add(file);
}

/** Scripts, modules and styles that the page names, as paths on this server. */
function filesOf(html: string): string[] {
	const named = [...html.matchAll(/(?:href|src)="([^"#]+)"|import\("([^"]+)"\)/g)];
	const urls = named.map(
		([, linked, imported]) => new URL((linked ?? imported)!, self.location.origin + SHELL)
	);
	const files = urls.filter(
		({ origin, pathname }) => origin === self.location.origin && /\.\w+$/.test(pathname)
	);
	return [...new Set(files.map(({ pathname }) => pathname))];
}

async function forgetOthers(): Promise<void> {
	for (const name of await caches.keys()) if (name !== kept) await caches.delete(name);
}
