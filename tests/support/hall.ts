import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { fromBase64url } from '#lib/crypto/bytes.ts';
import { cardFromSeed, readTypedCode, type Card } from '#lib/crypto/card.ts';
import { signResult as resultSignature } from '#lib/crypto/result-hash.ts';
import { buildCast } from '#lib/crypto/cast.ts';
import { manifestIssuers, type Manifest } from '#lib/crypto/manifest.ts';
import { finishDraw, prepareDraw } from '#lib/crypto/ticket.ts';
import { encodeMask, type Mark } from '#lib/domain/ballot.ts';
import type { RuleSet } from '#lib/domain/rule-set.ts';
import type { DelegateActor, StaffActor } from '#lib/server/auth/actor.ts';
import { startBox } from '#lib/server/box/start-box.ts';
import { connectDesk, inCongress } from '#lib/server/db/client.ts';
import { delegate, round, staff } from '#lib/server/db/schema.ts';
import { announceResult } from '#lib/server/desk/announce-result.ts';
import { checkIn } from '#lib/server/desk/check-in.ts';
import { closeRound } from '#lib/server/desk/close-round.ts';
import { drawBallot } from '#lib/server/desk/draw-ballot.ts';
import { makeReady } from '#lib/server/desk/make-ready.ts';
import { openRound } from '#lib/server/desk/open-round.ts';
import { signResult } from '#lib/server/desk/sign-result.ts';
import { Steward } from '#lib/server/desk/steward.ts';
import { signingView } from '#lib/server/queries/signing-view.ts';
import { listenToBus } from '#lib/server/realtime/bus.ts';
import type { SigningView } from '#lib/wire/views.ts';
import { seedDemonstration } from '../../src/cli/demo/seed.ts';
import { testDatabase } from './database.ts';
import { eventually } from './eventually.ts';

/** Where the tablets' pages come from, in these tests. */
export const DESK_ORIGIN = 'http://localhost:3999';

/** The chair's console in control, in these tests. */
export const CONSOLE = 'test-console';

export type Voter = { actor: DelegateActor; card: Card };
export type Hall = Awaited<ReturnType<typeof openHall>>;

/** A town's meeting on a real database with desk, box and steward in this process; everything but pages. */
export async function openHall({
	delegates = 12,
	flushMs = 60,
	rules = {}
}: { delegates?: number; flushMs?: number; rules?: Partial<RuleSet> } = {}) {
	const database = await testDatabase();
	const dir = mkdtempSync(join(tmpdir(), 'piaojue-hall-'));
	const keys = { dir: join(dir, 'keys'), secret: randomBytes(32).toString('base64url') };
	const archiveDir = join(dir, 'archive');
	const desk = connectDesk(database.url, keys);
	const server = createServer();
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const boxOrigin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const credentials = await seedDemonstration(desk, {
		origin: DESK_ORIGIN,
		boxOrigin,
		delegates,
		rules
	});
	const box = await startBox({
		url: database.url,
		folder: keys,
		archiveDir,
		deskOrigins: [DESK_ORIGIN],
		flushMs,
		flushRows: 8
	});
	server.on('request', (request, response) => void box.door(request, response));
	const steward = new Steward(desk, { closeGraceMs: 50 });
	await listenToBus(desk, {
		desk: () => steward.look(),
		tablets: () => {},
		moved: () => {},
		box: () => steward.look(),
		resync: () => steward.look()
	});
	steward.start();
	const [row] = await database.sql<{ congress_id: string }[]>`select congress_id from desk.round`;
	const congressId = row!.congress_id;
	// The round that everything below is about; `goOnWith` turns to a following one.
	let { roundId } = credentials;
	const { people, accounts } = await inCongress(desk, congressId, async (tx) => ({
		people: await tx.select().from(delegate).orderBy(delegate.number),
		accounts: await tx.select().from(staff)
	}));
	const voters = people.map((person): Voter => {
		const seed = readTypedCode(credentials.delegates[person.number - 1]!.code);
		if (!seed.ok) throw new Error(seed.code);
		const { id, number, name, delegation, seat } = person;
		return {
			actor: { kind: 'delegate', role: 'delegate', id, congressId, number, name, delegation, seat },
			card: cardFromSeed(seed.value)
		};
	});
	const person = (username: string): StaffActor => {
		const account = accounts.find((entry) => entry.username === username)!;
		return {
			kind: 'staff',
			id: account.id,
			congressId,
			role: account.role as StaffActor['role'],
			username,
			name: account.name,
			unit: account.unit,
			delegateNumber: people.find((one) => one.id === account.delegateId)?.number ?? null,
			...(account.role === 'chair' ? { consoleId: CONSOLE } : {})
		};
	};
	// In control from the start, and without a line in the audit chain that tests read.
	await database.sql`update desk.meeting set console_id = ${CONSOLE}, console_at = now(),
		console_by = ${person('chair').id}`;
	const state = () =>
		inCongress(
			desk,
			congressId,
			async (tx) => (await tx.select().from(round).where(eq(round.id, roundId)))[0]!
		);

	return {
		...{
			database,
			desk,
			keys,
			archiveDir,
			boxOrigin,
			congressId,
			voters,
			person,
			state,
			credentials
		},

		get roundId() {
			return roundId;
		},

		goOnWith(next: string) {
			roundId = next;
		},

		async checkIn(numbers = voters.map((voter) => voter.actor.number)) {
			for (const delegateNumber of numbers) await checkIn(desk, person('office-1'), { delegateNumber });
		},

		async makeReady(): Promise<Manifest> {
			await makeReady(desk, person('office-1'), { roundId });
			const ready = await makeReady(desk, person('office-2'), { roundId });
			if (!ready.ok) throw new Error(ready.code);
			return (await state()).manifest!;
		},

		async open() {
			await openRound(desk, person('chair'), { roundId });
			const opened = await openRound(desk, person('chief'), { roundId });
			if (!opened.ok) throw new Error(opened.code);
		},

		/** What a tablet sends to draw. */
		async drawRequest({ card }: Voter) {
			const { manifest, manifestHash } = await state();
			const issuers = manifestIssuers(manifest!);
			if (!issuers.ok) throw new Error(issuers.code);
			return {
				roundId,
				...prepareDraw({ card, roundId, manifestHash: manifestHash!, issuers: issuers.value })
			};
		},

		async draw(voter: Voter): Promise<Uint8Array[]> {
			const { manifest } = await state();
			const issuers = manifestIssuers(manifest!);
			const drawn = await drawBallot(desk, voter.actor, await this.drawRequest(voter));
			if (!drawn.ok || !issuers.ok) throw new Error(drawn.ok ? 'issuers' : drawn.code);
			const { blindSignatures } = drawn.value;
			const { tokenSecret } = voter.card;
			const tickets = finishDraw({ tokenSecret, roundId, issuers: issuers.value, blindSignatures });
			if (!tickets.ok) throw new Error(tickets.code);
			return tickets.value;
		},

		fill(voter: Voter, tickets: Uint8Array[], marks: Mark[]) {
			const random = new Uint8Array(randomBytes(32));
			return buildCast({
				tokenSecret: voter.card.tokenSecret,
				roundId,
				tickets,
				mask: encodeMask(marks),
				random
			});
		},

		cast(body: string | Uint8Array, headers: Record<string, string> = {}, id = roundId): Promise<Response> {
			return fetch(`${boxOrigin}/box/v1/rounds/${id}/cast`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', origin: DESK_ORIGIN, ...headers },
				body: typeof body === 'string' ? body : Buffer.from(body)
			});
		},

		/** Rows of the inbox, as the database's superuser sees them. */
		stored: async () =>
			database.sql.unsafe<{ count: number }[]>(
				`select count(*)::int as count from box.inbox_${roundId.replaceAll('-', '')}`
			),

		/** From make-ready to the close of the current round: everybody, or some, draw and cast these marks. */
		async vote(marks: (number: number) => Mark[], some: Voter[] = voters) {
			await this.makeReady();
			const tickets = await Promise.all(some.map((voter) => this.draw(voter)));
			await this.open();
			await Promise.all(
				some.map(async (voter, i) => {
					const { body } = this.fill(voter, tickets[i]!, marks(voter.actor.number));
					// The box hears of the opening a moment after it.
					let answer = await this.cast(body);
					while (answer.status === 409) answer = await this.cast(body);
					if (answer.status !== 200) throw new Error(`a ballot was not taken: ${answer.status}`);
				})
			);
			await closeRound(desk, person('chair'), { roundId });
		},

		/** The result that is there to be signed, of this version at least. */
		async signable(version = 1): Promise<SigningView> {
			return eventually('there is a result to sign', async () => {
				const view = await signingView(desk, person('chief'));
				return view?.roundId === roundId && view.version >= version ? view : null;
			});
		},

		/** One scrutineer's signature over what is there to be signed. @param username `chief` or `scrutineer` */
		signAs(username: 'chief' | 'scrutineer', signing: { resultHash: string }) {
			const actor = person(username);
			const hash = fromBase64url(signing.resultHash);
			const signature = resultSignature(voters[actor.delegateNumber! - 1]!.card.secret, hash);
			return signResult(desk, actor, { roundId, resultHash: hash, signature });
		},

		/** Signed by a scrutineer and the chief, announced by the chair. */
		async announce(version = 1) {
			const signing = await this.signable(version);
			for (const username of ['scrutineer', 'chief'] as const) {
				const signed = await this.signAs(username, signing);
				if (!signed.ok) throw new Error(signed.code);
			}
			const announced = await announceResult(desk, person('chair'), { roundId });
			if (!announced.ok) throw new Error(announced.code);
		},

		async until(wanted: string) {
			await eventually(`the round is ${wanted}`, async () => (await state()).state === wanted);
		},

		async leave() {
			await steward.stop();
			await box.stop();
			await desk.$client.end({ timeout: 5 });
			server.closeAllConnections();
			server.close();
			await database.drop();
			rmSync(dir, { recursive: true, force: true });
		}
	};
}

/** Five approvals in list order, for the eight candidates of the demonstration. */
export const fiveApprovals: Mark[] = [1, 1, 1, 1, 1, 0, 0, 0];
