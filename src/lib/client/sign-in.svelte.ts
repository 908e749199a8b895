import type { Card } from '../crypto/card.ts';
import type { CardProblem } from '../i18n/zh-CN/tablet.ts';
import { cardOf } from './card-code.ts';
import { takeCardFromAddress } from './card-link.ts';
import { forgetCard, rememberCard, rememberedCard } from './card-memory.ts';
import { signInWith } from './card-login.ts';
import type { StepWatch } from './step-watch.ts';
import { me, signOut, type Person } from './desk-api.ts';
import { untilAnswered } from './until-answered.ts';

/** How often a quiet tablet makes sure that it is still signed in: another one may have taken its place. */
const nowAndThenMs = 30_000;

/** The card in hand and the person it signs in. The card's secrets stay in private fields, out of reactivity. */
export class SignIn {
	stage = $state<'starting' | 'none' | 'signing-in' | 'held'>('starting');
	person = $state.raw<Person | null>(null);
	confirmed = $state(false);
	/** The desk knows nobody here any more, or somebody else. */
	ended = $state(false);
	problem = $state<CardProblem | null>(null);
	/** The desk does not answer; the sign-in goes on by itself. */
	waiting = $state(false);
	/** A session may exist on the desk, so its live views may be asked for. */
	live = $state(false);

	#card: Card | null = null;
	#code = '';
	#running = new AbortController();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#soon = false;
	#asking = false;
	/** A reason to ask came while a question was under way, whose answer may be older than the reason. */
	#again = false;
	/** The end of the last session: a new one begins after it, or it would be ended too. */
	#leaving: Promise<unknown> = Promise.resolve();
	#onChange: () => void;
	readonly #steps: StepWatch;

	/** @param onChange called whenever the person became known, was confirmed or was checked in */
	constructor(onChange: () => void, steps: StepWatch) {
		this.#onChange = onChange;
		this.#steps = steps;
	}

	get card(): Card | null {
		return this.#card;
	}

	/**
	 * The first thing in the browser: a card in the address, else the one of this tab before a reload.
	 *
	 * @param sessionHere whether the page came with a delegate's session
	 */
	async start(sessionHere: boolean): Promise<void> {
		const fromAddress = takeCardFromAddress();
		if (fromAddress !== null) return this.use(fromAddress);
		const kept = rememberedCard();
		if (kept) return this.use(kept.code, kept.number);
		// A session without its card can do nothing here: the last delegate's tab is gone.
		if (sessionHere) this.#leaving = signOut();
		else void this.#endLeftOver();
		this.stage = 'none';
	}

	/** A page that was kept for a lost network does not know who is signed in here: asked once the desk answers. */
	async #endLeftOver(): Promise<void> {
		const answer = await untilAnswered(me, this.#running.signal);
		const isDelegate = answer?.ok && answer.value !== null && answer.value !== 'other';
		if (isDelegate && this.stage === 'none') this.#leaving = signOut();
	}

	/**
	 * Signs in with what was scanned, typed or opened.
	 *
	 * @param confirmedNumber who said 是我本人 before a reload; asked again when another person comes out
	 */
	async use(given: string, confirmedNumber: number | null = null): Promise<void> {
		this.forget();
		const read = cardOf(given);
		if (!read.ok) {
			this.problem = read.code;
			return;
		}
		this.#card = read.value.card;
		this.#code = read.value.code;
		await this.#signIn(confirmedNumber);
	}

	/** 是我本人 */
	confirm(): void {
		if (!this.person) throw new Error('nobody to confirm');
		this.confirmed = true;
		rememberCard({ code: this.#code, number: this.person.number });
		this.#onChange();
	}

	/** 在本机继续: the same card again, after the session ended here. */
	async again(): Promise<void> {
		const { person } = this;
		this.ended = false;
		await this.#signIn(this.confirmed && person ? person.number : null);
	}

	/** Asks who is signed in here: after a check-in somewhere, after a refusal, and now and then. */
	async refresh(): Promise<void> {
		if (this.stage !== 'held' || this.ended || this.#asking) return;
		const { signal } = this.#running;
		this.#asking = true;
		const answer = await untilAnswered(me, signal);
		if (!answer) return;
		this.#asking = false;
		this.#refreshIn(nowAndThenMs * (0.75 + Math.random() / 2));
		if (answer.ok) this.#take(answer.value);
		if (this.#again) this.refreshSoon();
	}

	#take(found: Person | 'other' | null): void {
		const before = this.person;
		if (found === null || found === 'other' || found.number !== before?.number) this.ended = true;
		else this.person = found;
		// Told only of what is new: a desk that contradicts itself must not be asked in a circle.
		const moved = this.person?.checkedIn !== before?.checkedIn || this.person?.left !== before?.left;
		if (this.ended || moved) this.#onChange();
	}

	/**
	 * `refresh` in a moment, and once for many reasons. Who waits to be checked in is told at once; for all
	 * others it can take seconds, so that one check-in does not make the whole hall ask together.
	 */
	refreshSoon(): void {
		if (this.#soon || this.stage !== 'held') return;
		this.#again = this.#asking;
		if (this.#asking) return;
		this.#refreshIn(this.person?.checkedIn ? 2_000 + Math.random() * 8_000 : Math.random() * 400);
		this.#soon = true;
	}

	#refreshIn(delayMs: number): void {
		clearTimeout(this.#timer);
		this.#soon = false;
		this.#timer = setTimeout(() => {
			this.#soon = false;
			void this.refresh();
		}, delayMs);
	}

	/** Erases the card here; the session on the desk lives until `leave`. */
	forget(): void {
		this.#running.abort();
		this.#running = new AbortController();
		clearTimeout(this.#timer);
		this.#soon = false;
		this.#asking = false;
		this.#again = false;
		this.#card = null;
		this.#code = '';
		forgetCard();
		this.stage = 'none';
		this.person = null;
		this.confirmed = false;
		this.ended = false;
		this.waiting = false;
		this.problem = null;
	}

	/** Erases the card and ends the session: 不是我, 取消, 退出, 完成. */
	leave(): void {
		// An ended session is not ours to end: another tab of this browser may have a new one.
		const ours = this.live && !this.ended;
		this.forget();
		this.live = false;
		if (ours) this.#leaving = signOut();
	}

	async #signIn(confirmedNumber: number | null): Promise<void> {
		const card = this.#card;
		if (!card) throw new Error('no card to sign in with');
		const { signal } = this.#running;
		this.#steps.forget();
		this.#steps.begin('sign-in');
		this.stage = 'signing-in';
		await this.#leaving;
		if (signal.aborted) return;
		// Only now: the end of a session may clear this browser's storage.
		rememberCard({ code: this.#code, number: confirmedNumber });
		const answer = await untilAnswered(
			() => signInWith(card),
			signal,
			() => {
				if (!this.waiting) this.#steps.network('sign-in');
				this.waiting = true;
			}
		);
		if (!answer) {
			// Cancelled while the desk was perhaps already opening a session that nobody wants any more.
			if (!this.#card) this.#leaving = signOut();
			return;
		}
		this.waiting = false;
		this.live = true;
		if (!answer.ok) return this.#refused(answer.code === 'card-refused' ? 'card-refused' : 'sign-in-failed');
		if (answer.value === 'other') return this.#refused('not-a-delegate');
		if (answer.value === null) return this.#refused('sign-in-failed');
		this.person = answer.value;
		this.confirmed = answer.value.number === confirmedNumber;
		this.stage = 'held';
		this.#steps.end('sign-in');
		this.#refreshIn(nowAndThenMs);
		this.#onChange();
	}

	#refused(problem: CardProblem): void {
		this.forget();
		this.live = false;
		this.problem = problem;
	}
}
