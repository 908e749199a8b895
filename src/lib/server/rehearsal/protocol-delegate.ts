import { fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { cardFromSeed, readTypedCode, signLogin, type Card } from '../../crypto/card.ts';
import { buildCast, verifyAck } from '../../crypto/cast.ts';
import { manifestHash, manifestIssuers, type Manifest } from '../../crypto/manifest.ts';
import { finishDraw, prepareDraw } from '../../crypto/ticket.ts';
import { encodeMask, type Mark } from '../../domain/ballot.ts';

/** A refusal of the server, by its stable code. */
export class Refusal extends Error {
	readonly code: string;
	readonly status: number;
	constructor(status: number, code: string) {
		super(`${status} ${code}`);
		this.status = status;
		this.code = code;
	}
}

/** A request as `fetch` makes it; what is answered in JSON. */
export type Send = (
	url: string,
	init: { method?: string; headers: Record<string, string>; body?: string }
) => Promise<Response>;

export type DrawnBallot = { manifest: Manifest; roundId: string; tickets: Uint8Array[] };

/** A delegate's tablet without its screen: the same calls, the same bytes, over the real protocol. */
export class ProtocolDelegate {
	readonly card: Card;
	readonly #origin: string;
	readonly #boxOrigin: string;
	readonly #send: Send;
	#cookie = '';

	/** @param options.send how requests leave; the global `fetch` where nothing special is trusted */
	constructor(
		options: { origin: string; boxOrigin: string; send?: Send } & ({ code: string } | { seed: Uint8Array })
	) {
		this.card = cardFromSeed('seed' in options ? options.seed : seedOf(options.code));
		this.#origin = options.origin;
		this.#boxOrigin = options.boxOrigin;
		this.#send = options.send ?? fetch;
	}

	/** Challenge and login; the session's cookie stays with this object. */
	async signIn(): Promise<void> {
		const cardId = toBase64url(this.card.cardId);
		const { nonce } = await this.#json<{ nonce: string }>('/api/v1/card/challenge', { cardId });
		const signature = signLogin(this.card.secret, this.#origin, fromBase64url(nonce));
		const answer = await this.post('/api/v1/card/login', {
			cardId,
			nonce,
			signature: toBase64url(signature)
		});
		if (answer.status !== 204) throw await refusalOf(answer);
		this.#cookie = cookiesOf(answer);
	}

	/** As the browser would send it. */
	get cookie(): string {
		return this.#cookie;
	}

	async me(): Promise<{ role: string | null; delegate?: { number: number; checkedIn: boolean } }> {
		return this.#json('/api/v1/me');
	}

	async currentRound(): Promise<{ id: string; state: string; manifest: Manifest | null } | null> {
		return (
			await this.#json<{ round: { id: string; state: string; manifest: Manifest | null } | null }>(
				'/api/v1/rounds/current'
			)
		).round;
	}

	/** 领票: draws over the manifest, unblinds, and refuses tickets that do not verify under it. */
	async draw(round: { id: string; manifest: Manifest }): Promise<DrawnBallot> {
		const issuers = manifestIssuers(round.manifest);
		if (!issuers.ok) throw new Error(issuers.code);
		const { blinded, signature } = prepareDraw({
			card: this.card,
			roundId: round.id,
			manifestHash: manifestHash(round.manifest),
			issuers: issuers.value
		});
		const answer = await this.#json<{ blindSignatures: string[] }>(`/api/v1/rounds/${round.id}/draw`, {
			blinded: blinded.map(toBase64url),
			signature: toBase64url(signature)
		});
		const tickets = finishDraw({
			tokenSecret: this.card.tokenSecret,
			roundId: round.id,
			issuers: issuers.value,
			blindSignatures: answer.blindSignatures.map((text) => fromBase64url(text))
		});
		if (!tickets.ok) throw new Error(tickets.code);
		return { manifest: round.manifest, roundId: round.id, tickets: tickets.value };
	}

	/** The 2,048 bytes of one ballot; the same bytes are sent until a definite answer. */
	fill(ballot: DrawnBallot, marks: Mark[], random: Uint8Array): { body: string; leaf: Uint8Array } {
		return buildCast({
			tokenSecret: this.card.tokenSecret,
			roundId: ballot.roundId,
			tickets: ballot.tickets,
			mask: encodeMask(marks),
			random
		});
	}

	/** 投票: one POST without any identity. @returns whether the box holds this very ballot */
	async cast(ballot: DrawnBallot, filled: { body: string; leaf: Uint8Array }): Promise<{ isOurs: boolean }> {
		const answer = await this.#send(`${this.#boxOrigin}/box/v1/rounds/${ballot.roundId}/cast`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', origin: this.#origin },
			body: filled.body
		});
		if (answer.status !== 200) throw await refusalOf(answer);
		const { leaf, ack } = (await answer.json()) as { leaf: string; ack: string };
		const stored = fromBase64url(leaf);
		if (!verifyAck(fromBase64url(ballot.manifest.ackKey), ballot.roundId, stored, fromBase64url(ack))) {
			throw new Error('the acknowledgement is not the box’s');
		}
		return { isOurs: leaf === toBase64url(filled.leaf) };
	}

	/** Sends the same bytes until the answer is definite: stored, or a refusal that will not change. */
	async castUntilDefinite(
		ballot: DrawnBallot,
		filled: { body: string; leaf: Uint8Array },
		pauseMs = 500
	): Promise<{ isOurs: boolean }> {
		for (;;) {
			try {
				return await this.cast(ballot, filled);
			} catch (error) {
				const definite = error instanceof Refusal && error.status < 429 && error.code !== 'round-not-open';
				if (definite) throw error;
				await new Promise((resolve) => setTimeout(resolve, pauseMs * (0.5 + Math.random())));
			}
		}
	}

	post(path: string, body: unknown): Promise<Response> {
		return this.#send(this.#origin + path, {
			method: 'POST',
			headers: { 'content-type': 'application/json', origin: this.#origin, cookie: this.#cookie },
			body: JSON.stringify(body)
		});
	}

	/** GET, or POST with a body. */
	async #json<T>(path: string, body?: unknown): Promise<T> {
		const answer = body
			? await this.post(path, body)
			: await this.#send(this.#origin + path, { headers: { cookie: this.#cookie } });
		if (!answer.ok) throw await refusalOf(answer);
		return (await answer.json()) as T;
	}
}

function seedOf(code: string): Uint8Array {
	const seed = readTypedCode(code);
	if (!seed.ok) throw new Error('not a card code');
	return seed.value;
}

async function refusalOf(answer: Response): Promise<Refusal> {
	const problem = (await answer.json().catch(() => ({}))) as { code?: string };
	return new Refusal(answer.status, problem.code ?? 'try-later');
}

/** As the browser would send them back. */
export const cookiesOf = (answer: Response): string =>
	answer.headers
		.getSetCookie()
		.map((cookie) => cookie.split(';')[0])
		.join('; ');
