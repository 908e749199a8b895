import { fromBase64url, toBase64url } from '#lib/crypto/bytes.ts';
import { cardFromSeed, readTypedCode, signLogin, type Card } from '#lib/crypto/card.ts';
import { buildCast, verifyAck } from '#lib/crypto/cast.ts';
import { manifestHash, manifestIssuers, type Manifest } from '#lib/crypto/manifest.ts';
import { finishDraw, prepareDraw } from '#lib/crypto/ticket.ts';
import { encodeMask, type Mark } from '#lib/domain/ballot.ts';

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

export type DrawnBallot = { manifest: Manifest; roundId: string; tickets: Uint8Array[] };

/** A delegate's tablet without its screen: the same calls, the same bytes, over the real protocol. */
export class ProtocolDelegate {
	readonly card: Card;
	readonly #origin: string;
	readonly #boxOrigin: string;
	#cookie = '';

	constructor(options: { origin: string; boxOrigin: string; code: string }) {
		const seed = readTypedCode(options.code);
		if (!seed.ok) throw new Error('not a card code');
		this.card = cardFromSeed(seed.value);
		this.#origin = options.origin;
		this.#boxOrigin = options.boxOrigin;
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
		const answer = await fetch(`${this.#boxOrigin}/box/v1/rounds/${ballot.roundId}/cast`, {
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
		return fetch(this.#origin + path, {
			method: 'POST',
			headers: { 'content-type': 'application/json', origin: this.#origin, cookie: this.#cookie },
			body: JSON.stringify(body)
		});
	}

	/** GET, or POST with a body. */
	async #json<T>(path: string, body?: unknown): Promise<T> {
		const answer = body
			? await this.post(path, body)
			: await fetch(this.#origin + path, { headers: { cookie: this.#cookie } });
		if (!answer.ok) throw await refusalOf(answer);
		return (await answer.json()) as T;
	}
}

async function refusalOf(answer: Response): Promise<Refusal> {
	const problem = (await answer.json().catch(() => ({}))) as { code?: string };
	return new Refusal(answer.status, problem.code ?? 'try-later');
}

/** A staff account at its desk: signs in and submits the same form actions as the pages do. */
export class ProtocolStaff {
	readonly #origin: string;
	readonly #consoleId = crypto.randomUUID();
	#cookie = '';
	#inControl = false;

	constructor(origin: string) {
		this.#origin = origin;
	}

	async signIn(username: string, password: string): Promise<void> {
		const answer = await this.#form('/login', { username, password });
		const result = (await answer.json()) as { type: string };
		if (result.type !== 'redirect') throw new Error(`sign-in of ${username} was refused`);
		this.#cookie = cookiesOf(answer);
	}

	/** As the browser would send it. */
	get cookie(): string {
		return this.#cookie;
	}

	/**
	 * Submits a form action, such as `/chair?/close`. A chair's program is a console like any other: it takes
	 * control with its first act, and again where another console has taken it since.
	 * @returns null, or the code of the refusal
	 */
	async act(action: string, fields: Record<string, string> = {}): Promise<string | null> {
		if (!action.startsWith('/chair?')) return this.#act(action, fields);
		const consoleId = this.#consoleId;
		const take = () => this.#act('/chair?/takeControl', { consoleId, over: 'yes' });
		const refused = this.#inControl ? null : await take();
		if (refused) return refused;
		this.#inControl = true;
		const answer = await this.#act(action, { consoleId, ...fields });
		if (answer !== 'console-not-in-control') return answer;
		return (await take()) ?? (await this.#act(action, { consoleId, ...fields }));
	}

	async #act(action: string, fields: Record<string, string>): Promise<string | null> {
		const answer = await this.#form(action, fields);
		const result = (await answer.json()) as {
			type: string;
			status: number;
			data?: string;
			error?: { message: string };
		};
		if (result.type === 'success' || result.type === 'redirect') return null;
		const code = /"([a-z]+(?:-[a-z]+)+|forbidden)"/.exec(result.data ?? '')?.[1];
		return code ?? result.error?.message ?? 'try-later';
	}

	get(path: string): Promise<Response> {
		return fetch(this.#origin + path, { headers: { cookie: this.#cookie } });
	}

	#form(action: string, fields: Record<string, string>): Promise<Response> {
		return fetch(this.#origin + action, {
			method: 'POST',
			redirect: 'manual',
			headers: {
				'content-type': 'application/x-www-form-urlencoded',
				'x-sveltekit-action': 'true',
				accept: 'application/json',
				origin: this.#origin,
				cookie: this.#cookie
			},
			body: new URLSearchParams(fields)
		});
	}
}

/** As the browser would send them back. */
const cookiesOf = (answer: Response): string =>
	answer.headers
		.getSetCookie()
		.map((cookie) => cookie.split(';')[0])
		.join('; ');
