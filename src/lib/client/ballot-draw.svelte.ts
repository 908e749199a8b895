import { fromBase64url, parseBase64url, toBase64url } from '../crypto/bytes.ts';
import type { Card } from '../crypto/card.ts';
import { finishDraw, prepareDraw } from '../crypto/ticket.ts';
import { ok, refuse, type Result } from '../domain/result.ts';
import type { ProblemCode } from '../wire/problem.ts';
import { candidateTexts, currentRound, draw } from './desk-api.ts';
import { checkPapers, type PapersFault, type RoundPapers } from './round-papers.ts';
import { untilAnswered } from './until-answered.ts';

/** Why there is no ballot for a delegate who may have one. */
export type DrawFault = ProblemCode | 'ticket-not-genuine';

/** What a finished attempt to draw asks of its owner. */
export type DrawEnd = 'drawn' | 'stopped' | 'sign-in-lost' | 'not-checked-in' | 'not-drawable';

type LoadEnd = 'loaded' | 'refused' | 'stopped' | 'sign-in-lost';

/** One round as one delegate draws it: first its papers, checked; then the ticket, verified. */
export class BallotDraw {
	papers = $state.raw<RoundPapers | null>(null);
	papersFault = $state<PapersFault | null>(null);
	stage = $state<'none' | 'drawing' | 'drawn' | 'paper' | 'refused'>('none');
	fault = $state<DrawFault | null>(null);
	/** The desk does not answer; drawing goes on by itself. */
	waiting = $state(false);

	/** The desk did not answer the last draw at once. */
	waited = false;
	readonly roundId: string;
	/** One per issuer; they live here only. */
	tickets: readonly Uint8Array[] = [];
	#stop = new AbortController();
	#loading: Promise<LoadEnd> | null = null;

	constructor(roundId: string) {
		this.roundId = roundId;
	}

	/** Fetches and checks the manifest and the candidates, once; again only after `stopped` or `sign-in-lost`. */
	async load(): Promise<LoadEnd> {
		const loading = (this.#loading ??= this.#load());
		const end = await loading;
		if (end === 'stopped' || end === 'sign-in-lost') this.#loading = null;
		return end;
	}

	/** Draws once the papers are there. Repeating it, here or elsewhere, gives the same ticket. */
	async draw(card: Card): Promise<DrawEnd> {
		if (this.stage === 'drawing' || !this.papers) return 'stopped';
		const { signal } = this.#stop;
		const { hash, issuers } = this.papers;
		this.stage = 'drawing';
		this.fault = null;
		const { blinded, signature } = prepareDraw({ card, roundId: this.roundId, manifestHash: hash, issuers });
		const answer = await untilAnswered(
			() => draw(this.roundId, blinded.map(toBase64url), toBase64url(signature)),
			signal,
			() => (this.waiting = true)
		);
		if (!answer || signal.aborted) return 'stopped';
		this.waited = this.waiting;
		this.waiting = false;
		if (!answer.ok) return this.#refused(answer.code);
		const tickets = this.#unblind(card, answer.value);
		if (!tickets.ok) return this.#refused(tickets.code);
		this.tickets = tickets.value;
		this.stage = 'drawn';
		return 'drawn';
	}

	/** Forgets the ticket and ends whatever is under way. */
	stop(): void {
		this.#stop.abort();
		this.tickets = [];
		this.stage = 'none';
	}

	/** Fetches the papers again after a refusal by this tablet, or allows another draw after one by the desk. */
	retry(): void {
		this.papersFault = null;
		this.fault = null;
		this.stage = 'none';
		if (!this.papers) this.#loading = null;
	}

	async #load(): Promise<LoadEnd> {
		const { signal } = this.#stop;
		const retrying = () => (this.waiting = true);
		const round = await untilAnswered(currentRound, signal, retrying);
		if (!round?.ok) return round?.code === 'not-signed-in' ? 'sign-in-lost' : 'stopped';
		// Another round by now: the next view tells.
		if (round.value?.id !== this.roundId) return 'stopped';
		const texts = await untilAnswered(() => candidateTexts(this.roundId), signal, retrying);
		if (!texts?.ok) return texts?.code === 'not-signed-in' ? 'sign-in-lost' : 'stopped';
		this.waiting = false;
		const papers = checkPapers(round.value, texts.value);
		if (papers.ok) this.papers = papers.value;
		else this.papersFault = papers.code;
		return papers.ok ? 'loaded' : 'refused';
	}

	/** A blind signature that does not verify is refused like a forged one: no ballot may be shown on it. */
	#unblind(card: Card, answer: readonly string[]): Result<Uint8Array[], 'ticket-not-genuine'> {
		const papers = this.papers;
		if (!papers || answer.some((one) => !parseBase64url(one))) return refuse('ticket-not-genuine');
		const tickets = finishDraw({
			tokenSecret: card.tokenSecret,
			roundId: this.roundId,
			issuers: papers.issuers,
			blindSignatures: answer.map((one) => fromBase64url(one))
		});
		return tickets.ok ? ok(tickets.value) : refuse('ticket-not-genuine');
	}

	#refused(code: DrawFault): DrawEnd {
		switch (code) {
			case 'not-signed-in':
				this.stage = 'none';
				return 'sign-in-lost';
			case 'not-checked-in':
				this.stage = 'none';
				return 'not-checked-in';
			case 'round-not-drawable':
				this.stage = 'none';
				return 'not-drawable';
			case 'drew-paper':
				this.stage = 'paper';
				return 'stopped';
			default:
				this.fault = code;
				this.stage = 'refused';
				return 'stopped';
		}
	}
}
