import { building } from '$app/environment';
import { error, redirect, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import { doorTexts } from '#lib/i18n/zh-CN/common.ts';
import { problemAnswer } from '#lib/server/answers.ts';
import { awayPage } from '#lib/server/away-page.ts';
import { tooLargeAnswer } from '#lib/server/too-large.ts';
import { app, type App as RunningApp } from '#lib/server/app.ts';
import { trustedActor } from '#lib/server/auth/actor.ts';
import { passage } from '#lib/server/auth/doors.ts';
import { PUBLIC_CACHE } from '#lib/server/public-answers.ts';
import { sentencePage } from '#lib/server/sentence-page.ts';
import { faultText } from '#lib/server/fault-text.ts';
import { isDatabaseAway } from '#lib/server/db/database-away.ts';
import { signInHref } from '#lib/wire/sign-in-href.ts';

/** Database, sockets, steward and box start with the process, not with its first visitor. */
export const init: ServerInit = async () => {
	if (!building) await app();
};

/** Only here are bodies larger than a form of words, each above every file that is taken: those have own words. */
const UPLOADS: readonly { path: RegExp; largest: number; code: 'upload-too-large' | 'evidence-too-large' }[] =
	[
		{
			path: /^\/admin\/(candidates\/[^/]+|(deputies|candidates|cards)\/import|imports\/[a-z]+\/errors)$/,
			largest: 12 * 1024 * 1024,
			code: 'upload-too-large'
		},
		{ path: /^\/tracker\/[^/]+\/photos$/, largest: 24 * 1024 * 1024, code: 'evidence-too-large' },
		// A deputy's photograph.
		{ path: /^\/supervise\/[^/]+$/, largest: 24 * 1024 * 1024, code: 'evidence-too-large' }
	];
const LARGEST_FORM = 512 * 1024;

/** What a member of staff reaches before the password is an own one. */
const OWN_PASSWORD = ['/account', '/logout'];

export const handle: Handle = async ({ event, resolve }) => {
	const { env, desk, publicDesk, sessions, press, publicPress, metrics, simulations } = await app();
	Object.assign(event.locals, {
		actor: null,
		sessionId: null,
		desk,
		publicDesk,
		sessions,
		origin: env.origin,
		boxOrigin: env.boxOrigin,
		httpPort: env.httpPort,
		uploadDir: env.uploadDir,
		archiveDir: env.archiveDir,
		keyDir: env.keyDir,
		simulations,
		site: env.site,
		dataLicense: env.dataLicense,
		press,
		publicPress,
		metrics
	});
	const path = event.url.pathname;
	const isApi = path.startsWith('/api/');
	// Every state-changing call names our own origin; a missing one is refused like a wrong one, before its body.
	if (
		!['GET', 'HEAD', 'OPTIONS'].includes(event.request.method) &&
		event.request.headers.get('origin') !== env.origin
	) {
		return problemAnswer('bad-origin');
	}
	if (!isApi) {
		const upload = UPLOADS.find((one) => one.path.test(path));
		if (isLarge(event.request, upload?.largest ?? LARGEST_FORM))
			return tooLargeAnswer(event.request, upload?.code ?? 'form-too-large');
	}
	try {
		await readSession(event, sessions);
	} catch (fault) {
		// The database is away for a moment: a tablet keeps what it has and comes again.
		if (isApi) return problemAnswer('try-later');
		if (!isDatabaseAway(fault)) throw fault;
		return withHeaders(awayAnswer(event), env, true);
	}
	refuseBrokenForms(event.request);
	// With a password that somebody else chose the session opens nothing but the page that changes it.
	const { actor } = event.locals;
	const untrusted = actor !== null && trustedActor(actor) === null;
	if (untrusted && !OWN_PASSWORD.includes(path)) event.locals.actor = null;
	switch (passage(path, event.locals.actor?.role ?? null)) {
		case 'open':
			break;
		case 'not-found':
			if (isApi) return problemAnswer('not-found');
			break;
		case 'sign-in':
			if (event.request.method === 'GET' && !event.isDataRequest)
				redirect(303, untrusted ? '/account' : signInHref(event.url));
			return turnedAway(event, 'not-signed-in');
		case 'forbidden':
			return turnedAway(event, 'forbidden');
	}
	const response = await resolve(event);
	// What the router itself answers, such as 405, has no code; a client of the API reads nothing else.
	if (isApi && response.status >= 400 && !isProblem(response))
		return problemAnswer(response.status < 500 ? 'not-found' : 'try-later');
	if (event.locals.databaseAway && response.status >= 500) return withHeaders(awayAnswer(event), env, true);
	if (event.route.id?.startsWith('/(public)')) keepPublic(event, response);
	return withHeaders(response, env, event.locals.actor !== null || isApi);
};

/**
 * What the public reads is the same for everybody without a cookie, so that a cache before the server may keep it
 * for a minute. With one it may be somebody's own view (大字版, a session), which only their browser keeps.
 */
function keepPublic(
	{ request, cookies }: Parameters<Handle>[0]['event'],
	{ status, headers }: Response
): void {
	if (!['GET', 'HEAD'].includes(request.method) || ![200, 304].includes(status)) return;
	headers.append('vary', 'Cookie');
	if (headers.has('cache-control')) return;
	headers.set('cache-control', cookies.getAll().length > 0 ? 'private, no-cache' : PUBLIC_CACHE);
}

/** In words for a person whose browser shows what it gets; by its code for whoever reads that. */
function turnedAway(
	{ request, url, isDataRequest }: Parameters<Handle>[0]['event'],
	code: 'not-signed-in' | 'forbidden'
): Response {
	const { headers } = request;
	const shown =
		!isDataRequest &&
		!url.pathname.startsWith('/api/') &&
		!headers.has('x-sveltekit-action') &&
		headers.get('accept')?.includes('text/html');
	if (!shown) return problemAnswer(code);
	const { title, forbidden, expired, home, signIn } = doorTexts;
	return sentencePage(code === 'forbidden' ? 403 : 401, {
		title: code === 'forbidden' ? title : expired,
		text: code === 'forbidden' && request.method === 'GET' ? forbidden : refusalText(code),
		links: [
			{ href: '/', name: home },
			{ href: code === 'not-signed-in' ? signInHref(url) : '/login', name: signIn }
		]
	});
}

/** A body that says how long it is and is too long, or doesn't say. */
function isLarge({ headers, body }: Request, largest: number): boolean {
	const length = headers.get('content-length');
	return length === null ? body !== null : Number(length) > largest;
}

async function readSession(
	event: Parameters<Handle>[0]['event'],
	sessions: RunningApp['sessions']
): Promise<void> {
	const sessionId = event.cookies.get(sessions.sessionCookieName);
	if (!sessionId) return;
	const { session, user } = await sessions.validateSession(sessionId);
	const cookie = session?.fresh
		? sessions.createSessionCookie(session.id)
		: session
			? null
			: sessions.createBlankSessionCookie();
	if (cookie) event.cookies.set(cookie.name, cookie.value, { ...cookie.attributes, path: '/' });
	event.locals.actor = user?.actor ?? null;
	event.locals.sessionId = session?.id ?? null;
}

/** What reads JSON, as the pages' own navigation does, shows the sentence on the error page of the application. */
function awayAnswer({ isDataRequest, request }: Parameters<Handle>[0]['event']): Response {
	if (!isDataRequest && !request.headers.get('accept')?.includes('application/json')) return awayPage();
	return new Response(JSON.stringify(awayError('')), {
		status: 503,
		headers: { 'content-type': 'application/json' }
	});
}

const awayError = (id: string): App.Error => ({
	message: refusalText('database-away'),
	id,
	databaseAway: true
});

const isProblem = (response: Response) => response.headers.get('content-type') === 'application/problem+json';

/** A body that is no form, whatever its type says, is the sender's fault and not a failure of ours. */
function refuseBrokenForms(request: Request): void {
	const read = request.formData.bind(request);
	request.formData = () =>
		read().catch((fault: unknown) => {
			if (!(fault instanceof TypeError)) throw fault;
			error(400, { message: refusalText('bad-request'), id: '' });
		});
}

/** What every answer says to the browser; the ballot may go to the box and to nowhere else. */
function withHeaders(response: Response, env: RunningApp['env'], personal: boolean): Response {
	const { headers } = response;
	const policy = headers.get('content-security-policy');
	// A paper's own policy says already that it speaks to nobody but this server.
	if (policy && !policy.includes('connect-src'))
		headers.set(
			'content-security-policy',
			`${policy}; connect-src 'self' ${env.origin.replace(/^http/, 'ws')} ${env.boxOrigin}`
		);
	headers.set('x-content-type-options', 'nosniff');
	// A browser that may send no referrer sends `Origin: null` with a plain form; the cast asks for none itself.
	headers.set('referrer-policy', 'same-origin');
	headers.set('cross-origin-opener-policy', 'same-origin');
	headers.set('permissions-policy', 'camera=(self), microphone=(), geolocation=()');
	if (env.origin.startsWith('https:')) headers.set('strict-transport-security', 'max-age=31536000');
	if (personal && !headers.has('cache-control')) headers.set('cache-control', 'no-store');
	// A session may be renewed on any address, public ones too: no cache between may give it to the next reader.
	if (headers.has('set-cookie')) headers.set('cache-control', 'private, no-store');
	return response;
}

export const handleError: HandleServerError = ({ error: fault, event, status }) => {
	const id = crypto.randomUUID().slice(0, 8);
	// The route and the message, never the request's content: a form may hold what nobody may log.
	if (status >= 500)
		console.error(
			`${id} ${event.route.id ?? 'no route'}: ${faultText(fault, { stack: !isDatabaseAway(fault) })}`
		);
	if (isDatabaseAway(fault)) {
		event.locals.databaseAway = true;
		return awayError(id);
	}
	return { message: status === 404 ? refusalText('not-found') : refusalText('try-later'), id };
};
