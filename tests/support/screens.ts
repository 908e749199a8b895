import { io } from 'socket.io-client';
import type { ConsoleView, HallView, TabletView, ViewEvent } from '#lib/wire/views.ts';
import { eventually } from './eventually.ts';

type Views = { console: ConsoleView; hall: HallView; tablet: TabletView };
type Screen = keyof Views;

/** What each screen's view says of one thing, in a word; a screen that is not named says nothing of it. */
export type Shown = { [Name in Screen]?: (view: Views[Name]) => string | undefined };

/** The round's state on every screen. The console is by then at the draft that follows a round that came to nothing. */
export const stateShown: Shown = {
	console: ({ ended, round }) => (ended ?? round)?.state,
	hall: ({ round }) => round?.state,
	tablet: ({ round }) => round?.state
};

export type Screens = ReturnType<typeof watchingScreens>;

/**
 * The screens of the hall as their pages keep them: a socket each, with the pages' own way of coming back.
 *
 * @param cookies who watches: the console and the hall as one person of the staff, the tablet as a deputy
 */
export function watchingScreens(origin: string, cookies: { staff: string; deputy: string }) {
	const seen: Partial<Views> = {};
	const sockets = (['console', 'hall', 'tablet'] as const).map((topic) => {
		const socket = io(origin, {
			path: '/rt/',
			transports: ['websocket'],
			extraHeaders: { origin, cookie: topic === 'tablet' ? cookies.deputy : cookies.staff },
			reconnectionDelay: 300,
			reconnectionDelayMax: 2000
		});
		socket.on('connect', () => socket.emit('watch', { topic }));
		socket.on('view', ({ view }: ViewEvent<never>) => (seen[topic] = view));
		return socket;
	});

	/** What every screen that is asked says now. */
	const words = (shown: Shown): (string | undefined)[] =>
		(Object.keys(shown) as Screen[]).map((topic) => {
			const view = seen[topic];
			return view && (shown[topic] as (view: Views[Screen]) => string | undefined)(view);
		});

	return {
		/** Every screen knows that its server is gone, and nothing of what it was told before counts any more. */
		async dark(): Promise<void> {
			await eventually('every screen has lost its server', () =>
				sockets.every(({ connected }) => !connected)
			);
			for (const topic of Object.keys(seen) as Screen[]) delete seen[topic];
		},

		/** Every screen has been told this. @param wanted a word, or where it is read anew with every look */
		async show(shown: Shown, wanted: string | (() => Promise<string>)): Promise<void> {
			let word: string;
			await eventually('every screen shows it', async () => {
				word = typeof wanted === 'string' ? wanted : await wanted();
				return words(shown).every((one) => one === word);
			}).catch((error: Error) => {
				throw new Error(`${error.message}: ${word}; they show ${words(shown).join(', ')}`);
			});
		},

		stop: () => sockets.forEach((socket) => socket.disconnect())
	};
}
