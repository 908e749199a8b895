import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { FollowUpJobs } from './jobs/follow-up-jobs.ts';
import { startBox, type RunningBox } from './box/start-box.ts';
import { trustedActor } from './auth/actor.ts';
import { createLucia, livingSessions, sessionHash, type Sessions } from './auth/sessions.ts';
import { connectDesk, connectPublic, type Desk } from './db/client.ts';
import { migrate } from './db/migrate.ts';
import { hallLeft, seeHalls } from './desk/see-halls.ts';
import { seeTablets } from './desk/see-tablets.ts';
import { Steward } from './desk/steward.ts';
import { readEnv, type Env } from './env.ts';
import { faultText } from './fault-text.ts';
import { httpSlot } from './http-slot.ts';
import { Metrics } from './metrics.ts';
import { Press } from './papers/press.ts';
import { PublicPress } from './papers/public-press.ts';
import { pairedHall } from './queries/paired-hall.ts';
import { startRealtime, type Realtime } from './realtime/start-realtime.ts';
import { HALL_COOKIE } from './auth/hall-cookie.ts';
import { Simulations } from './rehearsal/simulations.ts';
import { remember } from './remember.ts';

/** What requests need of the running application. */
export type App = {
	env: Env;
	desk: Desk;
	/** The same for what the public reads, on connections of their own. */
	publicDesk: Desk;
	sessions: Sessions;
	press: Press;
	publicPress: PublicPress;
	simulations: Simulations;
	/** Null where no METRICS_TOKEN is set. */
	metrics: Metrics | null;
};

/** The application, made once per process at its first use. */
export const app = (): Promise<App> => remember('app', start);

async function start(): Promise<App> {
	const env = readEnv();
	if (!env.databaseUrl || !env.boxDatabaseUrl) throw new Error('DATABASE_URL is not set');
	// Times on pages and in the chain are the hall's, whatever the machine's zone is.
	process.env.TZ = env.timeZone;
	await migrate(env.databaseUrl);
	const folder = { dir: env.keyDir, secret: env.secret };
	const desk = connectDesk(env.databaseUrl, folder);
	const publicDesk = connectPublic(env.databaseUrl, folder);
	const sessions = createLucia(desk, env.origin.startsWith('https:'));
	const slot = httpSlot();
	const press = new Press(env);
	const publicPress = new PublicPress(press);
	const simulations = new Simulations(desk, {
		origin: env.origin,
		boxOrigin: env.boxOrigin,
		certFile: env.tls?.certFile
	});
	const parts: Part[] = [simulations];
	let box: RunningBox | null = null;
	let realtime: Realtime | null = null;
	if (env.role !== 'box') {
		const steward = new Steward(desk, { closeGraceMs: env.closeGraceMs });
		if (slot) realtime = await attachRealtime(slot.server, { env, desk, publicDesk, sessions }, steward);
		if (realtime) parts.push(realtime);
		steward.start();
		parts.push(steward);
		if (slot) {
			// Not waited for: the pages are there before the queue is.
			const jobs = new FollowUpJobs(desk, env.databaseUrl);
			void jobs.start();
			parts.push(jobs);
		}
	}
	if (env.role !== 'desk') {
		box = await startBox({
			url: env.boxDatabaseUrl,
			folder,
			archiveDir: env.archiveDir,
			deskOrigins: env.deskOrigins,
			flushMs: env.flushMs,
			flushRows: env.flushRows
		});
		parts.push(box);
	}
	const metrics = env.metricsToken
		? new Metrics({
				token: env.metricsToken,
				databaseUrl: env.databaseUrl,
				sockets: () => realtime?.sockets() ?? 0
			})
		: null;
	if (metrics) parts.push(metrics);
	parts.push(press);
	if (slot) {
		slot.door = doorkeeper(env, box);
		slot.stop = async () => {
			// Sockets before steward and box, then the pools. One that does not end well, or not soon, keeps the box from
			// nothing: its ballots are written before we are gone.
			for (const part of parts) await (part === box ? endOf(part) : soonEndOf(part));
			await Promise.all([desk, publicDesk].map(({ $client }) => $client.end({ timeout: 5 })));
		};
	}
	return { env, desk, publicDesk, sessions, press, publicPress, metrics, simulations };
}

type Part = { stop(): Promise<void> };

/** As long as a part may take: there are some before the box, and `src/server.js` has ten seconds for all. */
const STOP_MS = 1500;

const endOf = (part: Part): Promise<void> =>
	part.stop().catch((fault: unknown) => console.error(`stopping: ${faultText(fault)}`));

const soonEndOf = (part: Part): Promise<void> =>
	Promise.race([endOf(part), setTimeout(STOP_MS, undefined, { ref: false })]);

function attachRealtime(
	server: Parameters<typeof startRealtime>[0],
	made: Pick<App, 'env' | 'desk' | 'publicDesk' | 'sessions'>,
	steward: Steward
): Promise<Realtime> {
	const { env, desk, publicDesk, sessions } = made;
	return startRealtime(server, {
		desk,
		publicDesk,
		origin: env.origin,
		identify: async (cookieHeader) => {
			const sessionId = sessions.readSessionCookie(cookieHeader);
			const { user } = sessionId ? await sessions.validateSession(sessionId) : { user: null };
			const token = new RegExp(`(?:^|;\\s*)${HALL_COOKIE}=([\\w-]+)`).exec(cookieHeader)?.[1];
			return {
				actor: user ? trustedActor(user.actor) : null,
				hall: token ? await pairedHall(desk, token) : null,
				session: sessionId && user ? sessionHash(sessionId) : null
			};
		},
		livingSessions: (hashes) => livingSessions(desk, hashes),
		halls: { seen: (ids) => seeHalls(desk, ids), left: (id) => hallLeft(desk, id) },
		tablets: (place, delegateIds) => seeTablets(desk, place, delegateIds),
		onBox: () => steward.look(),
		onDesk: () => steward.look()
	});
}

/** Each host name answers only its own paths; health is asked by address and answers on every name. */
function doorkeeper(env: Env, box: RunningBox | null) {
	const boxHost = new URL(env.boxOrigin).host;
	const deskHost = new URL(env.origin).host;
	return (request: IncomingMessage, response: ServerResponse): boolean => {
		const host = request.headers.host ?? '';
		if (host === boxHost && host !== deskHost) {
			if (box) void box.door(request, response).catch(() => response.destroy());
			else notHere(response);
			return true;
		}
		if (host === deskHost && env.role !== 'box') return false;
		if (request.method === 'GET' && /^\/(healthz|readyz|metrics)$/.test(request.url ?? '')) return false;
		notHere(response);
		return true;
	};
}

function notHere(response: ServerResponse): void {
	response.writeHead(421, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
	response.end('Misdirected Request\n');
}
