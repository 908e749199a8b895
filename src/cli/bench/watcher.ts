/** What a view event tells beside the view, and when it came. */
export type Seen = { atMs: number; view: unknown };

/**
 * One live socket that watches one topic, speaking Engine.IO and Socket.IO over a bare WebSocket, so that three
 * thousand of them leave the shared processors to the server.
 */
export class Watcher {
	/** How many views came so far. */
	received = 0;
	last: Seen | null = null;
	#socket: WebSocket;
	#waiting: { is: (view: never) => boolean; tell: (seen: Seen) => void } | null = null;

	private constructor(socket: WebSocket, topic: string, refused: (error: Error) => void) {
		this.#socket = socket;
		socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
			if (data.startsWith('0')) socket.send('40');
			else if (data === '2') socket.send('3');
			else if (data.startsWith('40')) socket.send(`42${JSON.stringify(['watch', { topic }])}`);
			else if (data.startsWith('42["refused"')) refused(new Error(data));
			else if (data.startsWith('42')) this.#saw(data);
		});
	}

	/** Connects and watches; resolves with the first view. */
	static open(origin: string, port: string, cookie: string, topic: string): Promise<Watcher> {
		return new Promise((resolve, reject) => {
			const address = `ws://localhost:${port}/rt/?EIO=4&transport=websocket`;
			// Node's own extension of the constructor: browsers send these by themselves.
			const options = { headers: { origin, cookie } } as unknown as string[];
			const socket = new WebSocket(address, options);
			const watcher = new Watcher(socket, topic, reject);
			socket.addEventListener('error', () => reject(new Error(`no socket at ${address}`)));
			void watcher.next(() => true).then(() => resolve(watcher));
		});
	}

	/** The next view for which `is` holds. One question at a time. */
	next<View>(is: (view: View) => boolean): Promise<Seen> {
		return new Promise((tell) => (this.#waiting = { is, tell }));
	}

	/** Cut, as by a switch that fails. */
	cut(): void {
		this.#socket.close();
	}

	#saw(data: string): void {
		const [, event] = JSON.parse(data.slice(2)) as [string, { view: unknown }];
		const seen = { atMs: performance.now(), view: event.view };
		this.received++;
		this.last = seen;
		if (!this.#waiting?.is(event.view as never)) return;
		const { tell } = this.#waiting;
		this.#waiting = null;
		tell(seen);
	}
}
