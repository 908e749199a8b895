import { and, eq, isNull } from 'drizzle-orm';
import { concat, equalBytes } from '../../crypto/bytes.ts';
import { TICKET_BYTES } from '../../crypto/issuer-key.ts';
import { verifyDrawSignature } from '../../crypto/ticket.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isDrawable } from '../../domain/round-state.ts';
import type { DelegateActor } from '../auth/actor.ts';
import { act, inCongress, violatedConstraint, type Desk, type Tx } from '../db/client.ts';
import { notifyDesk } from '../db/notify.ts';
import { shareRound } from '../db/round-lock.ts';
import { card, checkIn, draw } from '../db/schema.ts';
import { rehearsalCard } from '../db/setup-schema.ts';
import { openIssuer } from '../issuer.ts';
import { readIssuerKeys, type KeyFolder } from '../round-keys.ts';
import { appendAudit } from './audit.ts';
import { findRound, type RoundRow } from './round-access.ts';

export type DrawRefusal =
	| 'not-found'
	| 'bad-signature'
	| 'round-not-drawable'
	| 'not-checked-in'
	| 'drew-paper'
	| 'bad-blinded'
	| 'already-drawn-differently'
	| 'try-later';

type Issuer = ReturnType<typeof openIssuer>;

/** Opened issuer keys of rounds under way: parsing a key costs more than signing with it. */
const issuers = new Map<string, Issuer>();

/**
 * 领票: a known person draws one ballot, which nobody can recognise later. The row (delegate, blinded values,
 * signature) is durable before any blind signature leaves. The same request gets the same answer until
 * certification, so any tablet with the card can go on; a different one for the same delegate is refused and
 * written down.
 *
 * @param input.blinded one value per issuer, in manifest order
 * @param input.signature by the card, over round, manifest and blinded values
 */
export async function drawBallot(
	desk: Desk,
	actor: DelegateActor,
	input: { roundId: string; blinded: Uint8Array[]; signature: Uint8Array }
): Promise<Result<{ blindSignatures: Uint8Array[] }, DrawRefusal>> {
	try {
		const drawn = await record(desk, actor, input);
		if (drawn.ok) return ok({ blindSignatures: input.blinded.map((value) => drawn.value.blindSign(value)) });
		if (drawn.code === 'already-drawn-differently') await writeDownTheOther(desk, actor, input.roundId);
		return drawn;
	} catch (error) {
		// Two tablets of one card at once: whoever came second finds the row now.
		if (violatedConstraint(error) === 'draw_once') return drawBallot(desk, actor, input);
		throw error;
	}
}

/** The checks in the interface's order, and the row. */
function record(
	desk: Desk,
	actor: DelegateActor,
	input: { roundId: string; blinded: Uint8Array[]; signature: Uint8Array }
): Promise<Result<Issuer, DrawRefusal>> {
	return act(desk, actor.congressId, async (tx) => {
		await shareRound(tx, input.roundId);
		const row = await findRound(tx, input.roundId);
		if (!row?.manifestHash) return refuse('not-found');
		const [earlier] = await tx
			.select()
			.from(draw)
			.where(and(eq(draw.roundId, row.id), eq(draw.delegateId, actor.id)));
		const cards = await cardsFor(tx, row, actor);
		// The card that may sign: the live one; a revoked one only repeats the draw it made itself.
		const signedBy = cards.find(
			(entry) =>
				(entry.state !== 'revoked' ||
					(earlier?.cardPublicKey && equalBytes(entry.publicKey, earlier.cardPublicKey))) &&
				verifyDrawSignature(entry.publicKey, row.id, row.manifestHash!, input.blinded, input.signature)
		);
		if (!signedBy) return refuse('bad-signature');
		const blinded = concat(...input.blinded);
		if (earlier?.blinded && equalBytes(earlier.blinded, blinded)) return repeat(row, desk.keys);
		if (!isDrawable(row)) return refuse('round-not-drawable');
		const present = await checkInOf(tx, row, actor);
		if (!present) return refuse('not-checked-in');
		if (earlier?.channel === 'paper' || present.wantsPaper || row.paperOnly) return refuse('drew-paper');
		const issuer = await issuerOf(desk.keys, row.id);
		if (!issuer) return refuse('try-later');
		const well =
			input.blinded.length === row.manifest!.issuers.length &&
			input.blinded.every((value) => value.length === TICKET_BYTES && issuer.accepts(value));
		if (!well) return refuse('bad-blinded');
		if (earlier || signedBy.state === 'revoked') return refuse('already-drawn-differently');
		await tx.insert(draw).values({
			congressId: row.congressId,
			roundId: row.id,
			delegateId: actor.id,
			number: actor.number,
			channel: 'electronic',
			cardPublicKey: signedBy.publicKey,
			blinded,
			signature: input.signature
		});
		await notifyDesk(tx, row.congressId, row.meetingId);
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: `delegate ${actor.number}`,
			act: 'ballot-drawn',
			detail: { round: row.sequence, number: actor.number }
		});
		return ok(issuer);
	});
}

/** A deputy who is simulated in a rehearsal draws there with the simulated card alone. */
async function cardsFor(
	tx: Tx,
	row: RoundRow,
	actor: DelegateActor
): Promise<{ publicKey: Uint8Array; state: 'issued' | 'active' | 'revoked' }[]> {
	const [simulated] = await tx
		.select({ publicKey: rehearsalCard.publicKey })
		.from(rehearsalCard)
		.where(and(eq(rehearsalCard.meetingId, row.meetingId), eq(rehearsalCard.delegateId, actor.id)));
	if (simulated) return [{ ...simulated, state: 'active' }];
	return tx.select().from(card).where(eq(card.delegateId, actor.id));
}

/** The same request again, on whatever tablet: the same answer, until certification. */
async function repeat(row: RoundRow, keys: KeyFolder): Promise<Result<Issuer, DrawRefusal>> {
	if (!['ready', 'open', 'paused', 'closed', 'counted'].includes(row.state))
		return refuse('round-not-drawable');
	const issuer = await issuerOf(keys, row.id);
	return issuer ? ok(issuer) : refuse('try-later');
}

async function checkInOf(
	tx: Tx,
	row: RoundRow,
	actor: DelegateActor
): Promise<{ wantsPaper: boolean } | null> {
	const [present] = await tx
		.select({ wantsPaper: checkIn.wantsPaper })
		.from(checkIn)
		.where(
			and(
				eq(checkIn.meetingId, row.meetingId),
				eq(checkIn.delegateId, actor.id),
				// 中途退场: who is out of the hall draws nothing until the return.
				isNull(checkIn.leftAt)
			)
		);
	return present ?? null;
}

async function issuerOf(keys: KeyFolder, roundId: string): Promise<Issuer | null> {
	const known = issuers.get(roundId);
	if (known) return known;
	const stored = await readIssuerKeys(keys, roundId);
	if (!stored) return null;
	const issuer = openIssuer(stored.privateKey);
	if (issuers.size > 200) issuers.clear();
	issuers.set(roundId, issuer);
	return issuer;
}

/** A refused act leaves nothing but, for this one, a line: somebody tried to draw twice. */
function writeDownTheOther(desk: Desk, actor: DelegateActor, roundId: string): Promise<void> {
	return inCongress(desk, actor.congressId, async (tx) => {
		const row = await findRound(tx, roundId);
		if (!row) return;
		await appendAudit(tx, {
			congressId: row.congressId,
			meetingId: row.meetingId,
			actor: `delegate ${actor.number}`,
			act: 'second-draw-refused',
			detail: { round: row.sequence, number: actor.number }
		});
	});
}
