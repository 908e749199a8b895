import type { RoundState } from '../domain/round-state.ts';
import type { MeetingHead, TabletView } from '../wire/views.ts';
import { BallotCast } from './ballot-cast.svelte.ts';
import { BallotDraw } from './ballot-draw.svelte.ts';
import { BallotPaper } from './ballot-paper.svelte.ts';
import { CandidateSheets, readable, type ReadableCandidate } from './candidate-sheets.svelte.ts';
import { takeCardFromAddress } from './card-link.ts';
import { reportSteps } from './desk-api.ts';
import { SignIn } from './sign-in.svelte.ts';
import { StepWatch } from './step-watch.ts';
import { tabletScreen, type TabletFacts, type TabletScreen } from './tablet-screen.ts';

/**
 * One delegate's way through one tablet: card, ballot, box, and back to the card page. Holds the parts
 * together and moves them on whenever the hall's view, the person or the box's answer changes.
 */
export class TabletSession {
	/** For the report of a rehearsal; silent in a formal meeting. */
	readonly steps = new StepWatch(reportSteps);
	readonly signIn = new SignIn(() => this.#advance(), this.steps);
	readonly cast = new BallotCast();
	readonly sheets = new CandidateSheets();
	view = $state.raw<TabletView | null>(null);
	/** Kept between delegates: it names the tablet's meeting, not its holder. */
	meeting = $state.raw<MeetingHead | null>(null);
	draw = $state.raw<BallotDraw | null>(null);
	paper = $state.raw<BallotPaper | null>(null);

	readonly screen: TabletScreen = $derived.by(() => tabletScreen(this.#facts()));

	/** What can be read about, in ballot order. */
	readonly candidates: readonly ReadableCandidate[] = $derived.by(() =>
		readable(this.draw?.papers?.candidates ?? null, this.sheets.list)
	);

	readonly #boxOrigin: string;
	#forget = new AbortController();
	#rollVersion = -1;
	#whenOpen: (() => void)[] = [];
	/** The round that this tablet's ballot went to. */
	#castIn: string | null = null;

	constructor(boxOrigin: string, meeting: MeetingHead | null) {
		this.#boxOrigin = boxOrigin;
		this.meeting = meeting;
	}

	/** Takes the hall's newest view. @param serverAt the server's time of its reading */
	saw(view: TabletView, serverAt: string | null = null): void {
		const waited = this.view?.round?.state === 'ready' && this.view.round.id === view.round?.id;
		this.view = view;
		this.meeting = view.meeting;
		this.steps.in(view.meeting);
		// Both times are the server's: the tablet's own clock may be minutes off.
		if (waited && view.round?.state === 'open' && view.round.openedAt && serverAt)
			this.steps.begin('ballot', Math.max(0, Date.parse(serverAt) - Date.parse(view.round.openedAt)));
		if (view.rollVersion !== this.#rollVersion) {
			this.#rollVersion = view.rollVersion;
			this.signIn.refreshSoon();
		}
		if (!waitsForOpening(view.round?.state)) for (const tell of this.#whenOpen.splice(0)) tell();
		if (this.#isOver(view)) return this.leave();
		this.#advance();
	}

	/** A card was scanned or typed, instead of whichever was here. A ballot on its way is never interrupted. */
	async useCard(given: string): Promise<void> {
		if (this.cast.stage === 'under-way') return;
		this.leave();
		await this.signIn.use(given);
	}

	/** The link of another card was opened in this tab: that changes the address and loads nothing. */
	async useCardInAddress(): Promise<void> {
		const given = takeCardFromAddress();
		if (given !== null) await this.useCard(given);
	}

	/** 确认提交 */
	async castBallot(): Promise<void> {
		const { draw, paper, signIn } = this;
		if (!draw?.papers || !paper || !signIn.card || this.cast.stage !== 'none') return;
		this.#castIn = draw.roundId;
		this.steps.begin('cast');
		const end = await this.cast.drop({
			boxOrigin: this.#boxOrigin,
			papers: draw.papers,
			tokenSecret: signIn.card.tokenSecret,
			tickets: draw.tickets,
			marks: paper.marks,
			untilOpen: (signal) => this.#untilOpen(signal),
			signal: this.#forget.signal
		});
		if (this.cast.progress?.phase === 'sending-again') this.steps.network('cast');
		this.steps.end('cast', end === 'stored' ? null : end === 'fault' ? (this.cast.fault ?? end) : end);
		switch (end) {
			case 'given-up':
			case 'fault':
				return;
			case 'no-ballot-counts':
				// The delegate stays for the next round; this one's marks do not.
				this.paper?.erase();
				return this.#advance();
			case 'stored':
			case 'earlier':
			case 'closed':
				// The session ends when this page is left, so that its end does not mark the moment of the cast.
				this.#forgetBallot();
				signIn.forget();
		}
	}

	/** Asks for the papers, or for the ticket, once more. */
	retryDraw(): void {
		this.draw?.retry();
		this.#advance();
	}

	/** Forgets everything about the delegate and shows the card page. */
	leave(): void {
		this.#forgetBallot();
		this.signIn.leave();
		this.cast.clear();
		this.sheets.forget();
		this.#castIn = null;
		this.view = null;
		this.#rollVersion = -1;
	}

	#facts(): TabletFacts {
		const { signIn, draw, view } = this;
		return {
			card: signIn.stage,
			person: signIn.person && {
				confirmed: signIn.confirmed,
				checkedIn: signIn.person.checkedIn,
				left: signIn.person.left
			},
			sessionEnded: signIn.ended,
			round: view?.round ?? null,
			papers: draw?.papersFault ? 'refused' : draw?.papers ? 'ready' : draw ? 'loading' : 'none',
			draw: draw?.stage ?? 'none',
			reviewing: this.paper?.reviewing ?? false,
			cast: this.cast.stage
		};
	}

	/** Whatever can be done now without the delegate: take up the round, fetch its papers, draw. */
	#advance(): void {
		const round = this.view?.round;
		const { signIn } = this;
		if (!round || this.cast.stage !== 'none') return;
		if (!signIn.card || !signIn.person || !signIn.confirmed || signIn.ended) return;
		void this.sheets.load(`${round.id} ${round.state === 'draft' ? 'draft' : 'ready'}`);
		if (round.state === 'draft') return;
		if (this.draw?.roundId !== round.id) {
			this.#forgetBallot();
			this.draw = new BallotDraw(round.id);
		}
		if (!this.draw || !isDrawable(round.state) || round.paperOnly) return;
		if (!this.draw.papers) void this.#load(this.draw);
		else if (signIn.person.checkedIn && this.draw.stage === 'none') void this.#drawNow(this.draw);
	}

	async #load(draw: BallotDraw): Promise<void> {
		const end = await draw.load();
		if (draw !== this.draw) return;
		if (end === 'loaded') this.#advance();
		if (end === 'sign-in-lost') await this.signIn.refresh();
	}

	async #drawNow(draw: BallotDraw): Promise<void> {
		const { card } = this.signIn;
		if (!card || !draw.papers) return;
		this.steps.begin('draw');
		const end = await draw.draw(card);
		if (draw !== this.draw) return;
		if (draw.waited) this.steps.network('draw');
		if (end === 'drawn') this.steps.end('draw');
		else if (draw.stage === 'refused' && draw.fault) this.steps.end('draw', draw.fault);
		if (end === 'drawn') {
			const { candidates, rules } = draw.papers.manifest;
			this.paper ??= new BallotPaper(candidates.length, rules);
		} else if (end === 'sign-in-lost' || end === 'not-checked-in') {
			await this.signIn.refresh();
		}
	}

	#forgetBallot(): void {
		this.#forget.abort();
		this.#forget = new AbortController();
		this.draw?.stop();
		this.draw = null;
		this.paper?.erase();
		this.paper = null;
	}

	/** Another round has begun, and what this tablet still tells about its last ballot has had its time. */
	#isOver(view: TabletView): boolean {
		const told = ['stored', 'earlier', 'closed'].includes(this.cast.stage);
		return told && view.round !== null && view.round.id !== this.#castIn;
	}

	#untilOpen(signal: AbortSignal): Promise<void> {
		if (!waitsForOpening(this.view?.round?.state)) return Promise.resolve();
		return new Promise((resolve) => {
			this.#whenOpen.push(resolve);
			signal.addEventListener('abort', () => resolve());
		});
	}
}

const isDrawable = (state: RoundState) => state === 'ready' || state === 'open' || state === 'paused';

const waitsForOpening = (state: RoundState | undefined) =>
	state === 'draft' || state === 'ready' || state === 'paused';
