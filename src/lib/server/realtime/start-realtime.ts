import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import { heartbeat } from '../../domain/heartbeat.ts';
import { mayWatch } from '../../domain/permissions.ts';
import type { Desk } from '../db/client.ts';
import { consoleView } from '../queries/console-view.ts';
import { currentMeetingId } from '../queries/current-meeting-id.ts';
import { hallView } from '../queries/hall-view.ts';
import { isPublicProject, wholeProject } from '../queries/project-heads.ts';
import { tabletView } from '../queries/tablet-view.ts';
import type { Actor } from '../auth/actor.ts';
import { inTurn } from '../in-turn.ts';
import { listenToBus, type Place } from './bus.ts';
import { HallPresence, type HallBook } from './hall-presence.ts';
import { Rooms, type ReadView } from './rooms.ts';
import { SessionWatch, type LivingSessions } from './session-watch.ts';
import { TabletPresence, type TabletBook } from './tablet-presence.ts';
import { SocketTurns } from './socket-turns.ts';

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

/** A page watches one; a program of its own has room for the three of a hall and a project, or for four projects. */
const MOST_TOPICS = 4;

/**
 * Of the desk's ten connections what the hall looks at, and of the public's three what anybody on the internet may
 * watch: whoever acts, and whoever reads a public page, finds one that is free.
 */
const READS_AT_ONCE = { meeting: 4, project: 2 };

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
	const rooms = new Rooms(io, inTurn(READS_AT_ONCE.meeting));
	const ofProjects = inTurn(READS_AT_ONCE.project);
	const projects = new Rooms(io, ofProjects);
	const presence = new HallPresence(options.halls);
	const tablets = new TabletPresence(options.tablets);
	const sessions = new SessionWatch(options.livingSessions);
	const turns = new WeakMap<Socket, SocketTurns>();
	io.on('connection', (socket) => {
		const own = new SocketTurns(socket);
		turns.set(socket, own);
		socket.on('watch', (message: unknown) => own.take(() => watch(socket, message)));
	});
	io.sockets.adapter.on('delete-room', (name: string) => {
		rooms.left(name);
		projects.left(name);
	});
	await listenToBus(desk, {
		desk: (place) => {
			rooms.changed(place.meetingId);
			options.onDesk(place);
		},
		tablets: (place) => rooms.changed(`${place.meetingId} console`),
		moved: (place) => void moveOn(place.meetingId),
		box: (place, roundId) => {
			rooms.changed(`${place.meetingId} hall`);
			rooms.changed(`${place.meetingId} console`);
			options.onBox(place, roundId);
		},
		project: (projectId) => projects.changed(`project:${projectId}`),
		sessions: (userId) => void sessions.look(userId),
		resync: () => {
			rooms.changed('');
			projects.changed('');
			void sessions.look();
		}
	});

	async function watch(socket: Socket, message: unknown): Promise<void> {
		const parsed = watchShape.safeParse(message);
		if (!parsed.success) {
			socket.emit('refused', { code: 'bad-request' });
			return;
		}
		// One room for every spelling of an id, under the one that the database sends.
		const topic = parsed.data.topic.toLowerCase();
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
		// Besides the topics a socket is always in a room of its own.
		if (!socket.rooms.has(room.name) && socket.rooms.size > MOST_TOPICS) {
			socket.emit('refused', { topic, code: 'too-many-topics' });
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
		await room.among.welcome(room.name, topic, room.read, (event) => socket.emit('view', event));
	}

	/** Whoever watches a meeting that is not current any more asks anew, on its behalf: the same path as a reload. */
	async function moveOn(meetingId: string): Promise<void> {
		for (const topic of ['hall', 'console', 'tablet']) {
			const name = `${meetingId} ${topic}`;
			for (const id of [...(io.sockets.adapter.rooms.get(name) ?? [])]) {
				const socket = io.sockets.sockets.get(id);
				await socket?.leave(name);
				if (socket)
					turns.get(socket)?.take(() => watch(socket, { topic }).catch(() => void socket.disconnect(true)));
			}
		}
	}

	/** One room per (meeting, topic): everybody in it sees the same. */
	async function roomFor(
		topic: string,
		watcher: Watcher
	): Promise<{ among: Rooms; name: string; read: ReadView; place: Place | null } | null> {
		if (topic.startsWith('project:')) {
			const id = topic.slice('project:'.length);
			if (!(await ofProjects.take(() => isPublicProject(publicDesk, id)))) return null;
			return { among: projects, name: topic, read: () => wholeProject(publicDesk, id), place: null };
		}
		const congressId = watcher.actor?.congressId ?? watcher.hall!.congressId;
		const meetingId = watcher.actor ? await currentMeetingId(desk, congressId) : watcher.hall!.meetingId;
		if (!meetingId) return null;
		const read = { hall: hallView, console: consoleView, tablet: tabletView }[topic as 'hall'];
		return {
			among: rooms,
			name: `${meetingId} ${topic}`,
			read: () => read(desk, congressId, meetingId),
			place: { congressId, meetingId }
		};
	}

	return {
		sockets: () => io.engine.clientsCount,
		async stop() {
			rooms.stop();
			projects.stop();
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
