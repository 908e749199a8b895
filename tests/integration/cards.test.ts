import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toBase64url } from '#lib/crypto/bytes.ts';
import { cardFromSeed, cardIdOf, signLogin, type Card } from '#lib/crypto/card.ts';
import { verifyArchive } from '#lib/crypto/verify/verify-archive.ts';
import { challengeCard, openByCard } from '#lib/server/auth/card-sign-in.ts';
import { createLucia } from '#lib/server/auth/sessions.ts';
import { readArchive } from '#lib/server/archive/read-archive.ts';
import { inCongress } from '#lib/server/db/client.ts';
import { delegate } from '#lib/server/db/schema.ts';
import { auditRecords } from '#lib/server/desk/audit.ts';
import type { CardLine } from '#lib/server/desk/card-access.ts';
import { closeRound } from '#lib/server/desk/close-round.ts';
import { drawBallot } from '#lib/server/desk/draw-ballot.ts';
import { issueCards } from '#lib/server/desk/issue-cards.ts';
import { confirmReissue, requestReissue, withdrawReissue } from '#lib/server/desk/reissue-cards.ts';
import { revokeCard } from '#lib/server/desk/revoke-card.ts';
import { cardsView } from '#lib/server/queries/cards-view.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { publicArchive } from '#lib/server/queries/public-archive.ts';
import { DESK_ORIGIN, fiveApprovals, openHall, type Hall, type Voter } from '../support/hall.ts';

let hall: Hall;
let nextSeed = 1;

beforeAll(async () => {
	hall = await openHall({ delegates: 12 });
});
afterAll(() => hall.leave());

const fresh = (): Card => cardFromSeed(new Uint8Array(16).fill(100 + nextSeed++));
const lineOf = (number: number, { cardId, publicKey }: Card): CardLine => ({ number, cardId, publicKey });
const office = () => hall.person('office-1');
const issue = (lines: CardLine[], now?: Date) => issueCards(hall.desk, office(), { lines }, now);
const request = (lines: CardLine[], username = 'office-1', now?: Date) =>
	requestReissue(hall.desk, hall.person(username), { lines, reason: '遗失' }, now);
const confirm = (lines: CardLine[], username = 'scrutineer', now?: Date) =>
	confirmReissue(hall.desk, hall.person(username), { lines }, now);
const rowOf = async (number: number) =>
	(await cardsView(hall.desk, hall.congressId)).rows.find((row) => row.number === number)!;
const signIn = async ({ secret, cardId }: Card) => {
	const nonce = await challengeCard(hall.desk, cardId);
	return openByCard(hall.desk, DESK_ORIGIN, {
		cardId,
		nonce,
		signature: signLogin(secret, DESK_ORIGIN, nonce)
	});
};
const chain = () =>
	inCongress(hall.desk, hall.congressId, (tx) => auditRecords(tx, hall.credentials.meetingId));
const voter = (number: number): Voter => hall.voters[number - 1]!;
const revoke = (number: number, { cardId }: Card, username = 'office-1') =>
	revokeCard(hall.desk, hall.person(username), { delegateNumber: number, cardId, reason: '遗失' });

/** A tablet that this card signed in. @returns whether its session lives */
async function tablet(number: number, { cardId }: Card): Promise<() => Promise<boolean>> {
	const sessions = createLucia(hall.desk, false);
	const { congressId, actor } = { congressId: hall.congressId, actor: voter(number).actor };
	const attributes = { congressId, cardId, createdAt: new Date() };
	const made = await sessions.createSession(`delegate:${actor.id}`, attributes);
	return async () => (await sessions.validateSession(made.id)).session !== null;
}

/** A deputy who was elected after the cards were made. */
const addDelegate = (number: number) =>
	inCongress(hall.desk, hall.congressId, (tx) =>
		tx.insert(delegate).values({
			congressId: hall.congressId,
			number,
			name: `补选${number}`,
			delegation: '第一代表团',
			seat: `9排${number}座`
		})
	);

describe('first cards', () => {
	const later = [fresh(), fresh()];
	const lines = [lineOf(13, later[0]!), lineOf(14, later[1]!)];

	test('are issued by their public halves, once', async () => {
		await addDelegate(13);
		await addDelegate(14);
		expect(await rowOf(13)).toMatchObject({ state: 'none', cardId: null });
		expect(await issue(lines)).toEqual({ ok: true, value: { issued: 2, unchanged: 0 } });
		expect(await issue(lines)).toEqual({ ok: true, value: { issued: 0, unchanged: 2 } });
		expect(await rowOf(13)).toMatchObject({ state: 'issued', cardId: toBase64url(later[0]!.cardId) });
		expect((await chain()).filter(({ act }) => act === 'cards-issued')).toMatchObject([
			{ actor: 'office-1', detail: { cards: 2 } }
		]);
		expect(await signIn(later[0]!)).toMatchObject({ ok: true });
	});

	test('one line at fault refuses the whole file', async () => {
		await addDelegate(15);
		const other = fresh();
		const good = lineOf(15, other);
		const smallOrder = new Uint8Array(32);
		const cases: [CardLine, string][] = [
			[lineOf(99, fresh()), 'card-no-delegate'],
			[lineOf(1, fresh()), 'card-exists'],
			[{ number: 15, cardId: fresh().cardId, publicKey: fresh().publicKey }, 'card-key-bad'],
			[{ number: 15, cardId: cardIdOf(smallOrder), publicKey: smallOrder }, 'card-key-bad'],
			[lineOf(15, voter(1).card), 'card-key-taken']
		];
		for (const [line, code] of cases)
			expect(await issue(line.number === 15 ? [line] : [good, line]), code).toMatchObject({ code });
		expect(await issueCards(hall.desk, hall.person('chair'), { lines: [good] })).toMatchObject({
			code: 'forbidden'
		});
		expect(await rowOf(15)).toMatchObject({ state: 'none' });
		expect(await issue([good])).toMatchObject({ ok: true });
	});
});

describe('a lost card', () => {
	test('opens nothing, and its tablet is signed out', async () => {
		const { card } = voter(1);
		const lives = await tablet(1, card);
		const other = await tablet(2, voter(2).card);
		expect(await lives()).toBe(true);
		expect(await revoke(1, card, 'chair')).toMatchObject({ code: 'forbidden' });
		expect(await revoke(2, card)).toMatchObject({ code: 'card-not-live' });
		expect(await revoke(1, card)).toMatchObject({ ok: true, value: { finishes: false } });
		expect(await revoke(1, card)).toMatchObject({ code: 'card-not-live' });
		expect(await lives()).toBe(false);
		expect(await other()).toBe(true);
		expect(await signIn(card)).toMatchObject({ code: 'card-refused' });
		expect(await rowOf(1)).toMatchObject({ state: 'revoked', revokedFor: '遗失' });
	});

	test('is not replaced by one person alone, whatever file that person imports', async () => {
		expect(await issue([lineOf(1, fresh())])).toMatchObject({ code: 'card-exists' });
		expect(await issue([lineOf(1, voter(1).card)])).toMatchObject({ code: 'card-was-revoked' });
		expect(await request([lineOf(1, voter(1).card)])).toMatchObject({ code: 'card-was-revoked' });
	});
});

describe('a reissue', () => {
	const made = fresh();

	test('changes nothing until a scrutineer has confirmed it, within two minutes', async () => {
		const lines = [lineOf(1, made)];
		const asked = new Date('2026-03-01T02:00:00Z');
		const after = (ms: number) => new Date(asked.getTime() + ms);
		expect(await request(lines, 'scrutineer')).toMatchObject({ code: 'forbidden' });
		expect(await confirm(lines)).toMatchObject({ code: 'nothing-pending' });
		expect(await request(lines, 'office-1', asked)).toMatchObject({ ok: true });
		expect(await request([lineOf(2, fresh())], 'office-2', after(5_000))).toMatchObject({
			code: 'another-act-pending'
		});
		expect(await confirm(lines, 'office-1', after(1_000))).toMatchObject({ code: 'same-person' });
		expect(await confirm(lines, 'office-2', after(1_000))).toMatchObject({ code: 'forbidden' });
		expect(await confirm(lines, 'chair', after(1_000))).toMatchObject({ code: 'forbidden' });
		expect(await confirm([lineOf(1, fresh())], 'scrutineer', after(1_000))).toMatchObject({
			code: 'nothing-pending'
		});
		expect(await confirm(lines, 'scrutineer', after(120_001))).toMatchObject({
			code: 'second-person-too-late'
		});
		expect(await signIn(made)).toMatchObject({ code: 'card-refused' });
		expect(await withdrawReissue(hall.desk, hall.person('office-2'))).toMatchObject({
			code: 'nothing-pending'
		});
		expect(await withdrawReissue(hall.desk, office())).toMatchObject({ ok: true });
	});

	test('shows on the consoles, and is written down by number and both keys', async () => {
		const lines = [lineOf(1, made)];
		const { meetingId } = hall.credentials;
		expect(await request(lines)).toMatchObject({ ok: true });
		expect((await consoleView(hall.desk, hall.congressId, meetingId)).reissue).toMatchObject({ cards: 1 });
		expect(await confirm(lines)).toMatchObject({ ok: true, value: { cards: 1 } });
		expect((await consoleView(hall.desk, hall.congressId, meetingId)).reissue).toBeNull();
		expect((await chain()).at(-1)).toMatchObject({
			actor: 'office-1, scrutineer',
			act: 'card-reissued',
			detail: {
				number: 1,
				old: toBase64url(voter(1).card.publicKey),
				new: toBase64url(made.publicKey)
			}
		});
		expect(await signIn(made)).toMatchObject({ ok: true });
		expect(await rowOf(1)).toMatchObject({ state: 'issued', earlier: 1 });
		voter(1).card = made;
	});

	test('of a live card ends the old one and its session at once', async () => {
		const { card } = voter(2);
		const lives = await tablet(2, card);
		const next = fresh();
		await request([lineOf(2, next)]);
		expect(await lives()).toBe(true);
		expect(await confirm([lineOf(2, next)])).toMatchObject({ ok: true });
		expect(await lives()).toBe(false);
		expect(await signIn(card)).toMatchObject({ code: 'card-refused' });
		voter(2).card = next;
	});

	test('needs a card that came before', async () => {
		await addDelegate(16);
		const first = lineOf(16, fresh());
		expect(await request([first])).toMatchObject({ code: 'card-none-before' });
		expect(await issue([first])).toMatchObject({ ok: true });
	});
});

describe('while a round is ready or open', () => {
	test('nobody new gets a card, and a drawn ballot stays with the card that drew it', async () => {
		await hall.checkIn();
		await hall.makeReady();
		await addDelegate(17);
		expect(await issue([lineOf(17, fresh())])).toMatchObject({ code: 'card-round-frozen' });
		expect(await cardsView(hall.desk, hall.congressId)).toMatchObject({ frozen: expect.any(String) });

		const three = voter(3);
		await hall.draw(three);
		const lives = await tablet(3, three.card);
		const next = fresh();
		expect(await rowOf(3)).toMatchObject({ drew: true });
		expect(await request([lineOf(3, next)])).toMatchObject({ code: 'card-drew-round' });
		expect(await revoke(3, three.card)).toMatchObject({ ok: true, value: { finishes: true } });
		expect(await request([lineOf(3, next)])).toMatchObject({ code: 'card-drew-round' });
		expect(await lives()).toBe(true);
		expect(await signIn(three.card)).toMatchObject({ ok: true });
		// The very same ballot again, and it can be cast.
		expect(await hall.draw(three)).toHaveLength(1);
	});

	test('a card reissued before its deputy drew draws by its own audit record, the old one no more', async () => {
		const four = voter(4);
		const next = fresh();
		expect(await request([lineOf(4, next)])).toMatchObject({ ok: true });
		expect(await confirm([lineOf(4, next)], 'chief')).toMatchObject({ ok: true });
		const old = await drawBallot(hall.desk, four.actor, await hall.drawRequest(four));
		expect(old).toMatchObject({ code: 'bad-signature' });
		four.card = next;
		expect(await hall.draw(four)).toHaveLength(1);
	});

	test('a draw and a reissue at the same moment: one of them, never both', async () => {
		// A scrutineer's new card signs only rounds made ready after it.
		const signers = hall.credentials.staff.map(({ delegateNumber }) => delegateNumber);
		for (const number of [5, 6, 7, 8, 9, 10].filter((one) => !signers.includes(one))) {
			const one = voter(number);
			const next = fresh();
			await request([lineOf(number, next)]);
			const [drawn, confirmed] = await Promise.all([
				drawBallot(hall.desk, one.actor, await hall.drawRequest(one)),
				confirm([lineOf(number, next)])
			]);
			expect([drawn.ok, confirmed.ok].filter(Boolean)).toHaveLength(1);
			if (confirmed.ok) one.card = next;
			else await withdrawReissue(hall.desk, office());
		}
	});

	test('the archive of the round verifies with every one of these cards', async () => {
		await hall.open();
		for (const one of hall.voters) {
			const { body } = hall.fill(one, await hall.draw(one), fiveApprovals);
			let answer = await hall.cast(body);
			while (answer.status === 409) answer = await hall.cast(body);
			expect(answer.status).toBe(200);
		}
		await closeRound(hall.desk, hall.person('chair'), { roundId: hall.roundId });
		await hall.until('counted');
		// Closed: the revoked card's deputy may have a new one now.
		expect(await request([lineOf(3, fresh())])).toMatchObject({ ok: true });
		await withdrawReissue(hall.desk, office());
		await hall.announce();
		const place = mkdtempSync(join(tmpdir(), 'piaojue-cards-'));
		const sealed = join(hall.archiveDir, `${hall.roundId}-sealed.zip`);
		writeFileSync(join(place, 'sealed.zip'), readFileSync(sealed));
		writeFileSync(join(place, 'public.zip'), (await publicArchive(hall.desk, hall.roundId))!);
		const files = readArchive(place);
		if (!files.ok) throw new Error(files.code);
		expect(verifyArchive(files.value)).toMatchObject({ ok: true });
		// Certified and announced: the revoked card has nothing left to finish.
		expect(await signIn(voter(3).card)).toMatchObject({ code: 'card-refused' });
	});
});
