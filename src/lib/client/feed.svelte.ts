import { io, type Socket } from 'socket.io-client';
import { createSubscriber } from 'svelte/reactivity';
import type { Topic, ViewEvent } from '../wire/views.ts';
import { LinkState, type Connection } from './link-state.ts';
import { isTakenOver } from './typed-early.ts';

export type { Connection };

/**
 * One topic's live view. Connecting, reconnecting and reloading are one path: connect, say `watch`, get the
 * whole view. It connects while something on the page reads it and lets go when nothing does.
 */
export class Feed<View> {
	readonly #topic: Topic;
	readonly #subscribe: () => void;
	#update: () => void = () => {};
	#view: View;
	readonly #link = new LinkState(isTakenOver(), () => this.#update());
	#receivedAt = Date.now();
	#serverAt: string | null = null;
	#refused: string | null = null;

	/** @param first the view that the page was loaded with */
	constructor(topic: Topic, first: View) {
		this.#topic = topic;
		this.#view = first;
		this.#subscribe = createSubscriber((update) => {
			this.#update = update;
			return this.#open();
		});
	}

	get current(): View {
		this.#subscribe();
		return this.#view;
	}

	get connection(): Connection {
		this.#subscribe();
		return this.#link.current;
	}

	/** This machine's time of the last view, milliseconds. */
	get receivedAt(): number {
		this.#subscribe();
		return this.#receivedAt;
	}

	/** The server's time of the last view, ISO 8601. */
	get serverAt(): string | null {
		this.#subscribe();
		return this.#serverAt;
	}

	/** Why the server will not show this topic: `not-signed-in`, `forbidden`, `not-found`; `too-many-topics`, which no page of ours meets. */
	get refused(): string | null {
		this.#subscribe();
		return this.#refused;
	}

	#open(): () => void {
		const socket: Socket = io({
			path: '/rt/',
			transports: ['websocket'],
			// Three hundred tablets come back together: spread them.
			reconnectionDelay: 300,
			reconnectionDelayMax: 2000,
			randomizationFactor: 0.5
		});
		const link = this.#link;
		link.opens();
		const lost = () => link.lost(navigator.onLine);
		socket.on('connect', () => socket.emit('watch', { topic: this.#topic }));
		socket.on('disconnect', lost);
		socket.on('connect_error', lost);
		socket.on('view', (event: ViewEvent<View>) => {
			if (event.topic !== this.#topic) return;
			// The congress has turned to another meeting, and everything else on the page was loaded for this one.
			const before = meetingOf(this.#view);
			if (before && before !== meetingOf(event.view)) {
				location.reload();
				return;
			}
			this.#view = event.view;
			this.#receivedAt = Date.now();
			this.#serverAt = event.at;
			this.#refused = null;
			link.heard();
			this.#update();
		});
		socket.on('refused', ({ code }: { code: string }) => {
			this.#refused = code;
			link.heard();
			this.#update();
		});
		// Signed out, disabled or another role by now: the page that is right for this person loads anew.
		socket.on('ended', () => location.reload());
		// The browser knows at once that the cable is out; the heartbeat would take up to nine seconds.
		const offline = () => link.lost(false);
		const online = () => {
			link.lost(true);
			socket.disconnect().connect();
		};
		addEventListener('offline', offline);
		addEventListener('online', online);
		return () => {
			removeEventListener('offline', offline);
			removeEventListener('online', online);
			link.stop();
			socket.disconnect();
		};
	}
}

/** Views of a meeting say which one they are of. */
const meetingOf = (view: unknown): string | undefined =>
	(view as { meeting?: { id?: string } } | null)?.meeting?.id;
