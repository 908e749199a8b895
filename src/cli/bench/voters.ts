import { randomBytes } from 'node:crypto';
import { fromBase64url, toBase64url } from '#lib/crypto/bytes.ts';
import { cardFromSeed, readTypedCode, signLogin, type Card } from '#lib/crypto/card.ts';
import { buildCast, verifyAck } from '#lib/crypto/cast.ts';
import { manifestHash, manifestIssuers, type Manifest } from '#lib/crypto/manifest.ts';
import { finishDraw, prepareDraw } from '#lib/crypto/ticket.ts';
import { encodeMask } from '#lib/domain/ballot.ts';
import { opinion } from '#lib/server/rehearsal/play-deputies.ts';
import { castRequest, DeskLoad, inFlight, sendOnce, type Answer } from './load.ts';
import type { Stage } from './stage.ts';

export type Voter = { card: Card; cookie: string };

/** A ballot that only has to be sent: the request's bytes, and what the answer must say. */
export type PreparedCast = { request: Buffer; leaf: string };

/** Every delegate with a session of the own card, by challenge and login. */
export async function signEverybodyIn(stage: Stage): Promise<Voter[]> {
	const load = new DeskLoad(stage.origin, 20);
	const voters: Voter[] = [];
	await inFlight(stage.credentials.delegates, 20, async ({ code }, i) => {
		const seed = readTypedCode(code);
		if (!seed.ok) throw new Error(seed.code);
		const card = cardFromSeed(seed.value);
		const cardId = toBase64url(card.cardId);
		const challenge = await load.post('/api/v1/card/challenge', JSON.stringify({ cardId }));
		const { nonce } = JSON.parse(expectStatus(challenge, 200).body) as { nonce: string };
		const signature = toBase64url(signLogin(card.secret, stage.origin, fromBase64url(nonce)));
		const login = await load.post('/api/v1/card/login', JSON.stringify({ cardId, nonce, signature }));
		expectStatus(login, 204);
		voters[i] = { card, cookie: login.cookie };
	});
	load.close();
	return voters;
}

/**
 * Everybody draws a ballot of the round, over kept connections. Blinding before and unblinding after are the
 * tablets' work and not in the time.
 */
export async function drawEverybody(
	stage: Stage,
	voters: Voter[],
	manifest: Manifest,
	connections: number
): Promise<{ seconds: number; latencies: number[]; casts: PreparedCast[] }> {
	const { roundId } = manifest;
	const issuers = manifestIssuers(manifest);
	if (!issuers.ok) throw new Error(issuers.code);
	const hash = manifestHash(manifest);
	const bodies = voters.map(({ card }) => {
		const drawn = prepareDraw({ card, roundId, manifestHash: hash, issuers: issuers.value });
		return JSON.stringify({
			blinded: drawn.blinded.map(toBase64url),
			signature: toBase64url(drawn.signature)
		});
	});
	const load = new DeskLoad(stage.origin, connections);
	const answers: Answer[] = [];
	const { totalMs } = await inFlight(voters, connections, async ({ cookie }, i) => {
		answers[i] = await load.post(`/api/v1/rounds/${roundId}/draw`, bodies[i]!, cookie);
	});
	load.close();
	const casts = voters.map(({ card: { tokenSecret } }, i) => {
		const { blindSignatures } = JSON.parse(expectStatus(answers[i]!, 200).body) as {
			blindSignatures: string[];
		};
		const signatures = blindSignatures.map((text) => fromBase64url(text));
		const tickets = finishDraw({ tokenSecret, roundId, issuers: issuers.value, blindSignatures: signatures });
		if (!tickets.ok) throw new Error(tickets.code);
		const mask = encodeMask(opinion(manifest));
		const random = new Uint8Array(randomBytes(32));
		const { body, leaf } = buildCast({ tokenSecret, roundId, tickets: tickets.value, mask, random });
		return { request: castRequest(stage.boxOrigin, stage.origin, roundId, body), leaf: toBase64url(leaf) };
	});
	return { seconds: totalMs / 1000, latencies: answers.map((answer) => answer.ms), casts };
}

export type CastRun = {
	/** Acknowledged per second while there was still somebody to send. */
	perSecond: number;
	/** Latencies of those first acknowledgements, and of the last ones, who may wait for the clock. */
	latencies: number[];
	lastLatencies: number[];
	totalSeconds: number;
};

/** Casts every prepared ballot with `parallel` in flight and holds every acknowledgement against its ballot. */
export async function castEverybody(
	stage: Stage,
	manifest: Manifest,
	casts: PreparedCast[],
	parallel: number
): Promise<CastRun> {
	const answers: { answer: Answer; atMs: number }[] = [];
	const started = performance.now();
	const { lastBegunMs, totalMs } = await inFlight(casts, parallel, async ({ request }, i) => {
		answers[i] = { answer: await sendOnce(stage.boxOrigin, request), atMs: performance.now() - started };
	});
	const ackKey = fromBase64url(manifest.ackKey);
	answers.forEach(({ answer }, i) => {
		const { leaf, ack } = JSON.parse(expectStatus(answer, 200).body) as { leaf: string; ack: string };
		if (leaf !== casts[i]!.leaf) throw new Error('another leaf was acknowledged');
		if (!verifyAck(ackKey, manifest.roundId, fromBase64url(leaf), fromBase64url(ack)))
			throw new Error('an acknowledgement does not verify');
	});
	const early = answers.filter(({ atMs }) => atMs <= lastBegunMs);
	const late = answers.filter(({ atMs }) => atMs > lastBegunMs);
	return {
		perSecond: (1000 * early.length) / lastBegunMs,
		latencies: early.map(({ answer }) => answer.ms),
		lastLatencies: late.map(({ answer }) => answer.ms),
		totalSeconds: totalMs / 1000
	};
}

function expectStatus<T extends Answer>(answer: T, status: number): T {
	if (answer.status !== status) throw new Error(`${answer.status}: ${answer.body.slice(0, 200)}`);
	return answer;
}
