import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import { heartbeat } from '../../domain/heartbeat.ts';
import { mayWatch } from '../../domain/permissions.ts';
import type { Desk } from '../db/client.ts';
import { consoleView } from '../queries/console-view.ts';
import { currentMeetingId } from '../queries/current-meeting-id.ts';
import { hallView } from '../queries/hall-view.ts';
import { wholeProject } from '../queries/project-heads.ts';
import { tabletView } from '../queries/tablet-view.ts';
import type { Actor } from '../auth/actor.ts';
import { listenToBus, type Place } from './bus.ts';
import { HallPresence, type HallBook } from './hall-presence.ts';
import { Rooms, type ReadView } from './rooms.ts';
import { SessionWatch, type LivingSessions } from './session-watch.ts';
import { TabletPresence, type TabletBook } from './tablet-presence.ts';

/** Who opened a socket: a signed-in person or a paired hall screen. Looked up again at every watch. */
export type Watcher = {
	actor: Actor | null;
	hall: (Place & { screenId: string }) | null;
	/** Hash of the actor's session. */
	session: string | null;
};

export type RealtimeOptions = {
	desk: Desk;
	/** What reads the public's topics. */
	publicDesk: Desk;
	origin: string;
	/** From the handshake's cookies, against the database, each time it is asked. */
	identify: (cookieHeader: string) => Promise<Watcher>;
	halls: HallBook;
	tablets: TabletBook;
	livingSessions: LivingSessions;
	/** Also told of what the bus brings. */
	onBox: (place: Place, roundId: string) => void;
	onDesk: (place: Place) => void;
};

export type Realtime = {
	/** How many browsers are connected to this process. */
	sockets(): number;
	stop(): Promise<void>;
};

/** Path of its own, so that it meets neither pages nor the development server's socket. */
export const SOCKET_PATH = '/rt/';

const watchShape = z.strictObject({
	topic: z.union([z.enum(['hall', 'console', 'tablet']), z.templateLiteral(['project:', z.uuid()])])
});

/**
 * Server to client only. A client says `watch {topic}` and nothing else; it may at that moment or it may not,
 * and then gets whole views. Connecting, reconnecting and reloading are one path: connect, watch, view.
 */
export async function startRealtime(server: HttpServer, options: RealtimeOptions): Promise<Realtime> {
	const { desk, publicDesk } = options;
	const io = new Server(server, {
		path: SOCKET_PATH,
		transports: ['websocket'],
		serveClient: false,
		maxHttpBufferSize: 4096,
		perMessageDeflate: false,
		...heartbeat,
		// WebSockets are outside of CORS: a foreign page is refused here, before anything is read.
		allowRequest: (request, decide) => decide(null, request.headers.origin === options.origin)
	});
	const rooms = new Rooms(io);
	const presence = new HallPresence(options.halls);
	const tablets = new TabletPresence(options.tablets);
	const sessions = new SessionWatch(options.livingSessions);
	io.on('connection', (socket) => {
		socket.on('watch', (message: unknown) => {
			void watch(socket, message).catch(() => socket.emit('refused', { code: 'try-later' }));
		});
	});
	await listenToBus(desk, {
		desk: (place) => {
			rooms.changed(place.meetingId);
			rooms.changed('project:');
			options.onDesk(place);
		},
		tablets: (place) => rooms.changed(`${place.meetingId} console`),
		moved: (place) => void moveOn(place.meetingId),
		box: (place, roundId) => {
			rooms.changed(`${place.meetingId} hall`);
			rooms.changed(`${place.meetingId} console`);
			options.onBox(place, roundId);
		},
		sessions: (userId) => void sessions.look(userId),
		resync: () => {
			rooms.changed('');
			void sessions.look();
		}
	});

	async function watch(socket: Socket, message: unknown): Promise<void> {
		const parsed = watchShape.safeParse(message);
		if (!parsed.success) {
			socket.emit('refused', { code: 'bad-request' });
			return;
		}
		const { topic } = parsed.data;
		const watcher = await options.identify(socket.request.headers.cookie ?? '');
		const role = watcher.actor?.role ?? (watcher.hall ? 'hall-screen' : null);
		if (!mayWatch(role, topic)) {
			socket.emit('refused', { topic, code: role ? 'forbidden' : 'not-signed-in' });
			return;
		}
		const room = await roomFor(topic, watcher);
		if (!room) {
			socket.emit('refused', { topic, code: 'not-found' });
			return;
		}
		await socket.join(room.name);
		// A deputy's tablet signs itself out; its page leaves by itself, and no moment of it is told to anybody.
		if (watcher.actor?.kind === 'staff' && watcher.session)
			sessions.joined(socket, { userId: `staff:${watcher.actor.id}`, hash: watcher.session });
		// Staff who look at the hall's picture on a screen of their own are no hall screen.
		if (topic === 'hall' && watcher.hall && !watcher.actor)
			await presence.joined(socket, watcher.hall.screenId, room.name);
		if (room.place && watcher.actor)
			tablets.joined(socket, room.place, topic === 'tablet' ? watcher.actor.id : null);
		await rooms.welcome(room.name, topic, room.read, (event) => socket.emit('view', event));
	}

	/** Whoever watches a meeting that is not current any more asks anew, on its behalf: the same path as a reload. */
	async function moveOn(meetingId: string): Promise<void> {
		for (const topic of ['hall', 'console', 'tablet']) {
			const name = `${meetingId} ${topic}`;
			for (const id of [...(io.sockets.adapter.rooms.get(name) ?? [])]) {
				const socket = io.sockets.sockets.get(id);
				await socket?.leave(name);
				if (socket) void watch(socket, { topic }).catch(() => socket.disconnect(true));
			}
		}
	}

	/** One room per (meeting, topic): everybody in it sees the same. */
	async function roomFor(
		topic: string,
		watcher: Watcher
	): Promise<{ name: string; read: ReadView; place: Place | null } | null> {
		if (topic.startsWith('project:')) {
			const id = topic.slice('project:'.length);
			return { name: topic, read: () => wholeProject(publicDesk, id), place: null };
		}
		const congressId = watcher.actor?.congressId ?? watcher.hall!.congressId;
		const meetingId = watcher.actor ? await currentMeetingId(desk, congressId) : watcher.hall!.meetingId;
		if (!meetingId) return null;
		const read = { hall: hallView, console: consoleView, tablet: tabletView }[topic as 'hall'];
		return {
			name: `${meetingId} ${topic}`,
			read: () => read(desk, congressId, meetingId),
			place: { congressId, meetingId }
		};
	}

	return {
		sockets: () => io.engine.clientsCount,
		async stop() {
			rooms.stop();
			presence.stop();
			tablets.stop();
			sessions.stop();
			// Closes sockets only: the HTTP server belongs to whoever filled the slot.
			io.disconnectSockets(true);
			io.engine.close();
			await Promise.resolve();
		}
	};
}
