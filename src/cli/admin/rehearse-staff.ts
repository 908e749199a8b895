import { asc, count, desc, eq } from 'drizzle-orm';
import type { Card } from '#lib/crypto/card.ts';
import { signResult as signatureOver } from '#lib/crypto/result-hash.ts';
import { rehearseTexts as t } from '#lib/i18n/zh-CN/rehearsal-cli.ts';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import type { Result } from '#lib/domain/result.ts';
import { settlementsFor } from '#lib/domain/settlement.ts';
import type { StaffActor } from '#lib/server/auth/actor.ts';
import { inCongress, type Desk, type Tx } from '#lib/server/db/client.ts';
import { checkIn, draw, round } from '#lib/server/db/schema.ts';
import { announceResult } from '#lib/server/desk/announce-result.ts';
import { closeRound } from '#lib/server/desk/close-round.ts';
import { declareValid } from '#lib/server/desk/declare-valid.ts';
import { makeReady } from '#lib/server/desk/make-ready.ts';
import { openRound } from '#lib/server/desk/open-round.ts';
import { settleResult } from '#lib/server/desk/settle-result.ts';
import { signResult } from '#lib/server/desk/sign-result.ts';
import { takeControl } from '#lib/server/desk/take-control.ts';
import { castCount } from '#lib/server/queries/cast-count.ts';
import { currentResult, settlementOf } from '#lib/server/queries/current-result.ts';
import { Trouble } from './subcommand.ts';

export type StaffOf = (role: StaffActor['role'], which?: number) => StaffActor;

type Stage = {
	meetingId: string;
	/** The card of a deputy that the program plays. */
	cardOf: (number: number) => Card | undefined;
	/** Deputies that are played. */
	count: number;
	say: (sentence: string) => void;
};

type RoundRow = typeof round.$inferSelect;

/** A step that has not come after this long never comes. */
const PATIENCE_MS = 10 * 60_000;

/** The staff's part of a whole rehearsal, every act by whom the rules name; a tie or shortfall is settled and voted on. */
export async function playStaff(desk: Desk, who: StaffOf, stage: Stage): Promise<void> {
	const chair = who('chair');
	await did('take-control', takeControl(desk, chair, { consoleId: chair.consoleId!, over: true }));
	// Each round settles some places or ends the poll; more than a few would be a rule that never ends.
	for (let rounds = 0; rounds < 6; rounds++) {
		const draft = await read(desk, who, (tx) => nextDraft(tx, stage.meetingId));
		if (!draft) return;
		await playRound(desk, who, stage, draft.id);
	}
}

async function playRound(desk: Desk, who: StaffOf, stage: Stage, roundId: string): Promise<void> {
	const { meetingId, say } = stage;
	const chief = who('chief-scrutineer');
	const chair = who('chair');
	await until(desk, who, async (tx) => {
		const [row] = await tx.select({ count: count() }).from(checkIn).where(eq(checkIn.meetingId, meetingId));
		return row!.count >= stage.count;
	});
	await did('make-ready', makeReady(desk, who('office'), { roundId }));
	await did('make-ready', makeReady(desk, who('office', 1), { roundId }));
	say(t.ready);
	await until(desk, who, async (tx) => {
		const [row] = await tx.select({ count: count() }).from(draw).where(eq(draw.roundId, roundId));
		return row!.count >= stage.count;
	});
	await did('open', openRound(desk, chair, { roundId }));
	await did('open', openRound(desk, chief, { roundId }));
	say(t.open);
	await until(desk, who, async (tx) => (await castCount(tx, roundId)) >= stage.count);
	await did('close', closeRound(desk, chair, { roundId }));
	const closed = await until(desk, who, (tx) => inState(tx, roundId, 'closed', 'counted'));
	if (closed.rules.tallyDisplay === 'after-close')
		await whenCounted(() => declareValid(desk, chief, { roundId }));
	const counted = await until(desk, who, (tx) => inState(tx, roundId, 'counted'));
	say(t.counted);
	await settle(desk, who, counted);
	for (const role of ['scrutineer', 'chief-scrutineer'] as const) await sign(desk, who(role), stage, roundId);
	await did('announce', announceResult(desk, chair, { roundId }));
	say(t.announced);
}

/** As the rules allow: a further round where they name one; a lot and the presidium take the first of the tied. */
async function settle(desk: Desk, who: StaffOf, row: RoundRow): Promise<void> {
	const stored = await until(desk, who, (tx) => currentResult(tx, row.id));
	const [kind] = settlementsFor(row.rules, stored.result);
	if (!kind || (await read(desk, who, (tx) => settlementOf(tx, row.id)))) return;
	const tied = stored.result.standings.filter(({ outcome }) => outcome === 'tied');
	const chooses = kind === 'lot' || kind === 'presidium';
	const elected = chooses ? tied.slice(0, stored.result.seatsLeft).map(({ candidate }) => candidate) : [];
	await did('settle', settleResult(desk, who('office'), { roundId: row.id, kind, elected, note: t.note }));
}

async function sign(desk: Desk, actor: StaffActor, stage: Stage, roundId: string): Promise<void> {
	const stored = await until(
		desk,
		() => actor,
		async (tx) => {
			const found = await currentResult(tx, roundId);
			return found?.resultHash ? found : null;
		}
	);
	const card = stage.cardOf(actor.delegateNumber ?? 0);
	if (!card) throw new Trouble(t.notPlayed(actor.name));
	const resultHash = stored.resultHash!;
	const signature = signatureOver(card.secret, resultHash);
	await did('sign', signResult(desk, actor, { roundId, resultHash, signature }));
}

async function nextDraft(tx: Tx, meetingId: string): Promise<RoundRow | null> {
	const rows = await tx
		.select()
		.from(round)
		.where(eq(round.meetingId, meetingId))
		.orderBy(asc(round.sequence));
	return rows.find(({ state }) => state === 'draft') ?? null;
}

async function inState(tx: Tx, roundId: string, ...states: string[]): Promise<RoundRow | null> {
	const [row] = await tx.select().from(round).where(eq(round.id, roundId)).orderBy(desc(round.sequence));
	return row && states.includes(row.state) ? row : null;
}

async function did(what: string, act: Promise<Result<unknown, string>>): Promise<void> {
	const done = await act;
	if (!done.ok) throw new Trouble(`${what}: ${refusalText(done.code, done.detail)}`);
}

/** The box reports within a moment of the close; until then there is nothing to declare. */
async function whenCounted(act: () => Promise<Result<unknown, string>>): Promise<void> {
	for (let tries = 0; ; tries++) {
		const done = await act();
		if (done.ok) return;
		if (done.code !== 'box-not-counted' || tries > 300)
			throw new Trouble(`declare-valid: ${refusalText(done.code, done.detail)}`);
		await new Promise((wait) => setTimeout(wait, 200));
	}
}

const read = <T>(desk: Desk, who: StaffOf, ask: (tx: Tx) => Promise<T>): Promise<T> =>
	inCongress(desk, who('office').congressId, ask);

/** Asks again until there is something. */
async function until<T>(
	desk: Desk,
	who: StaffOf,
	ask: (tx: Tx) => Promise<T>
): Promise<Exclude<T, null | false | undefined>> {
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		const answer = await read(desk, who, ask);
		if (answer) return answer as Exclude<T, null | false | undefined>;
		if (Date.now() > deadline) throw new Trouble(t.stuck);
		await new Promise((wait) => setTimeout(wait, 200));
	}
}
