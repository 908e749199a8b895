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

/** Longer than a slow radio, shorter than a person waits: a Wi-Fi that fails often does not refuse, it is silent. */
const PATIENCE_MS = 6_000;

/** A server that is away, in the words of whatever stands before it. */
const AWAY = [502, 503, 504];

self.addEventListener('install', (event) => {
	event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
	event.waitUntil(forgetOthers().then(() => self.clients.claim()));
});

// The page says what it has loaded: the server names no more than it needs to begin with.
self.addEventListener('message', (event) => {
	const named: unknown[] = Array.isArray(event.data) ? event.data : [];
	const files = programFiles(named.filter((name) => typeof name === 'string'));
	event.waitUntil(
		caches
			.open(kept)
			.then((cache) => Promise.all(files.map((file) => keepFile(cache, file))))
			.catch(() => {})
	);
});

// What is no GET to this server, a ballot above all, is let pass unread.
self.addEventListener('fetch', (event) => {
	const { method, mode, url } = event.request;
	const { origin, pathname } = new URL(url);
	if (method !== 'GET' || origin !== self.location.origin) return;
	if (mode === 'navigate' && pathname === SHELL) event.respondWith(pageOrShell(event));
	else if (pathname.startsWith(PROGRAM)) event.respondWith(programFile(event));
});

/** The page from the server whenever there is one; the shell is renewed beside it, as its settings may change. */
async function pageOrShell(event: FetchEvent): Promise<Response> {
	const asked = fetch(event.request);
	const late = new Promise<null>((tell) => setTimeout(tell, PATIENCE_MS, null));
	const page = await Promise.race([asked.catch(() => null), late]);
	if (page && !AWAY.includes(page.status)) {
		event.waitUntil(keepShell().catch(() => {}));
		return page;
	}
	return (await keptUnder(SHELL)) ?? asked;
}

/** A file of the program is the same for ever under its name. To keep it is a favour: a full tablet gets it too. */
async function programFile(event: FetchEvent): Promise<Response> {
	const { url } = event.request;
	const known = await keptUnder(url);
	if (known) return known;
	const answer = await fetch(event.request);
	if (answer.status === 200) {
		const copy = answer.clone();
		event.waitUntil(
			caches
				.open(kept)
				.then((cache) => cache.put(url, copy))
				.catch(() => {})
		);
	}
	return answer;
}

const keptUnder = (name: string): Promise<Response | undefined> =>
	caches
		.open(kept)
		.then((cache) => cache.match(name))
		.catch(() => undefined);

async function keepShell(): Promise<void> {
	const page = await fetch(SHELL, { credentials: 'omit', cache: 'no-store', redirect: 'error' });
	if (!page.ok) throw new Error(`the tablet's page answered ${page.status}`);
	const html = await page.clone().text();
	const files = filesOf(html, page.headers.get('link') ?? '');
	// A page of somebody else's, of a proxy that says it is being mended say, is no shell.
	if (!files.some((file) => file.startsWith(PROGRAM))) throw new Error('not the tablet’s page');
	const cache = await caches.open(kept);
	await Promise.all(files.map((file) => keepFile(cache, file)));
	// Last: a shell whose files are not all there would open to nothing.
	await cache.put(SHELL, page);
}

async function keepFile(cache: Cache, file: string): Promise<void> {
	if (file.startsWith(PROGRAM) && (await cache.match(file))) return;
	await cache.add(file);
}

const programFiles = (names: string[]): string[] =>
	onThisServer(names).filter((path) => path.startsWith(PROGRAM));

/** What the page needs, as paths on this server. SvelteKit names most of its modules in the `Link` header alone. */
function filesOf(html: string, link: string): string[] {
	const named = [
		...[...html.matchAll(/(?:href|src)="([^"#]+)"|import\("([^"]+)"\)/g)].map(
			([, linked, imported]) => (linked ?? imported)!
		),
		...[...link.matchAll(/<([^>]+)>/g)].map(([, linked]) => linked!)
	];
	return onThisServer(named).filter((path) => /\.\w+$/.test(path));
}

function onThisServer(names: string[]): string[] {
	const urls = names.map((name) => new URL(name, self.location.origin + SHELL));
	return [
		...new Set(urls.filter(({ origin }) => origin === self.location.origin).map(({ pathname }) => pathname))
	];
}

async function forgetOthers(): Promise<void> {
	for (const name of await caches.keys())
		if (name.startsWith('tablet ') && name !== kept) await caches.delete(name);
}
