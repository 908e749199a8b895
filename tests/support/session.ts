import { randomBytes } from 'node:crypto';
import {
	expect,
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	type Page
} from '@playwright/test';
import { desc, eq, sql } from 'drizzle-orm';
import type { Mark } from '#lib/domain/ballot.ts';
import type { RuleSet } from '#lib/domain/rule-set.ts';
import { toBase64url, fromBase64url } from '#lib/crypto/bytes.ts';
import { cardFromSeed, readTypedCode } from '#lib/crypto/card.ts';
import { signResult } from '#lib/crypto/result-hash.ts';
import type { StaffActor } from '#lib/server/auth/actor.ts';
import { connectDesk, inCongress, type Desk, type Tx } from '#lib/server/db/client.ts';
import { round, roundResult } from '#lib/server/db/schema.ts';
import { currentResult } from '#lib/server/queries/current-result.ts';
import { seedDemonstration, type Credentials } from '../../src/cli/demo/seed.ts';
import { ProtocolDelegate, ProtocolStaff, type DrawnBallot } from '../../src/cli/protocol-client.ts';
import { closePages } from './close-pages.ts';
import { signInPage } from './sign-in-page.ts';

/** Sizes that pages are designed for. */
export const sizes = {
	desk: { width: 1440, height: 900 },
	hall: { width: 1920, height: 1080 },
	tablet: { width: 800, height: 1280 },
	tabletLandscape: { width: 1280, height: 800 }
} as const;

/** Whom a session's staff accounts are named after; each has the session's suffix in the database. */
export type Account =
	| 'office-1'
	| 'office-2'
	| 'chair'
	| 'chief'
	| 'scrutineer'
	| 'teller-1'
	| 'teller-2'
	| 'system'
	| 'security'
	| 'audit';

/**
 * One town's session in the application under end-to-end test, in a congress of its own: people at browser
 * pages where the test is about pages, and everybody else over the real protocol.
 */
export class Session {
	readonly credentials: Credentials;
	readonly #browser: Browser;
	readonly #desk: Desk;
	readonly #suffix: string;
	readonly #staff = new Map<Account, ProtocolStaff>();
	readonly #tablets = new Map<number, ProtocolDelegate>();
	readonly #ballots = new Map<number, DrawnBallot>();
	readonly #contexts: BrowserContext[] = [];

	private constructor(browser: Browser, desk: Desk, credentials: Credentials, suffix: string) {
		this.#browser = browser;
		this.#desk = desk;
		this.credentials = credentials;
		this.#suffix = suffix;
	}

	static async start(
		browser: Browser,
		options: { delegates?: number; rules?: Partial<RuleSet> } = {}
	): Promise<Session> {
		const desk = connectDesk(process.env.PIAOJUE_E2E_DATABASE_URL!, { dir: '', secret: '' }, { max: 2 });
		const suffix = `-${randomBytes(4).toString('hex')}`;
		const credentials = await seedDemonstration(desk, {
			origin: process.env.PIAOJUE_E2E_ORIGIN!,
			boxOrigin: process.env.PIAOJUE_E2E_BOX_ORIGIN!,
			delegates: options.delegates ?? 12,
			rules: options.rules ?? {},
			uploadDir: process.env.PIAOJUE_E2E_UPLOAD_DIR!,
			suffix
		});
		return new Session(browser, desk, credentials, suffix);
	}

	/** The demonstration of a server of the test's own. */
	static on(browser: Browser, server: { credentials: Credentials; database: { url: string } }): Session {
		const desk = connectDesk(server.database.url, { dir: '', secret: '' }, { max: 1 });
		return new Session(browser, desk, server.credentials, '');
	}

	async end(): Promise<void> {
		await closePages(this.#contexts);
		await this.#desk.$client.end();
	}

	// People at pages

	async page(
		size: { width: number; height: number } = sizes.desk,
		options: Pick<BrowserContextOptions, 'serviceWorkers'> = {}
	): Promise<Page> {
		const context = await this.#browser.newContext({
			...options,
			viewport: size,
			baseURL: this.credentials.origin
		});
		this.#contexts.push(context);
		const page = await context.newPage();
		page.on('pageerror', (error) => {
			throw error;
		});
		return page;
	}

	/** Signed in at the page of the account's office. */
	async staffPage(account: Account, size = sizes.desk as { width: number; height: number }): Promise<Page> {
		const page = await this.page(size);
		await signInPage(page, account + this.#suffix, this.password);
		return page;
	}

	/** A hall screen paired with this session's meeting. */
	async hallPage(size = sizes.hall as { width: number; height: number }): Promise<Page> {
		const hall = await this.page(size);
		await hall.goto('/hall');
		const shown = hall.getByText(/^\d{3}\s?\d{3}$/).first();
		// Before the stage is scaled nothing of it is seen, and an element that is not seen has no inner text.
		await expect(shown).toBeVisible();
		const code = (await shown.innerText()).replace(/\s/g, '');
		expect(await (await this.staff('office-1')).act('/admin?/pairHall', { code })).toBeNull();
		await expect(shown).toBeHidden();
		return hall;
	}

	/** A tablet whose deputy has opened the card's link and confirmed. */
	async tabletPage(number: number, size = sizes.tablet as { width: number; height: number }): Promise<Page> {
		const page = await this.page(size);
		await page.goto(this.delegate(number).url);
		await page.getByRole('button', { name: '是我本人' }).click();
		return page;
	}

	// Everybody else, over the protocol

	get password(): string {
		return this.credentials.staff[0]!.password;
	}

	get everybody(): number[] {
		return this.credentials.delegates.map(({ number }) => number);
	}

	delegate(number: number) {
		return this.credentials.delegates.find((person) => person.number === number)!;
	}

	/** The round made ready last, else the first draft. */
	async roundId(): Promise<string> {
		const office = await this.staff('office-1');
		const { round } = (await (await office.get('/api/v1/rounds/current')).json()) as {
			round: { id: string } | null;
		};
		return round!.id;
	}

	async roundState(): Promise<string> {
		const office = await this.staff('office-1');
		const { round } = (await (await office.get('/api/v1/rounds/current')).json()) as {
			round: { state: string } | null;
		};
		return round!.state;
	}

	async staff(account: Account): Promise<ProtocolStaff> {
		let person = this.#staff.get(account);
		if (!person) {
			person = new ProtocolStaff(this.credentials.origin);
			await person.signIn(account + this.#suffix, this.password);
			this.#staff.set(account, person);
		}
		return person;
	}

	/** Does a form action as the account; fails the test where it is refused. */
	async did(account: Account, action: string, fields: Record<string, string> = {}): Promise<void> {
		expect(await (await this.staff(account)).act(action, fields), `${account} ${action}`).toBeNull();
	}

	/** A command of the desk as the account, for acts that the test is not about. */
	async command(
		account: Account,
		run: (desk: Desk, actor: StaffActor) => Promise<{ ok: boolean }>
	): Promise<void> {
		const username = account + this.#suffix;
		const [found] = await this.#desk.execute<{ id: string; congress_id: string; role: StaffActor['role'] }>(
			sql`select id, congress_id, role from desk.find_staff(${username})`
		);
		const { id, congress_id: congressId, role } = found!;
		const unnamed = { unit: null, delegateNumber: null };
		const actor: StaffActor = { kind: 'staff', id, congressId, role, username, name: account, ...unnamed };
		expect(await run(this.#desk, actor), `${account} ${run.name}`).toMatchObject({ ok: true });
	}

	/** Reads what no page tells, in this session's congress. */
	async read<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
		const [found] = await this.#desk.execute<{ congress_id: string }>(
			sql`select congress_id from desk.find_round(${this.credentials.roundId}::uuid)`
		);
		return inCongress(this.#desk, found!.congress_id, run);
	}

	/** The draft that is to be made ready next. */
	async nextRoundId(): Promise<string> {
		const [draft] = await this.read((tx) => tx.select().from(round).where(eq(round.state, 'draft')));
		return draft!.id;
	}

	/** From a closed round of `after-close` to the announcement, a tie settled by a further round. */
	async finish(roundId: string): Promise<void> {
		const chief = await this.staff('chief');
		// The box reports within a moment of the close; then the chief scrutineer may declare.
		await expect.poll(() => chief.act('/scrutineer?/declareValid', { roundId })).toBeNull();
		await this.#counted(roundId);
		await this.did('office-1', '/admin?/settle', { roundId, kind: 'revote', note: '' });
		await this.sign(roundId, toBase64url(await this.#counted(roundId)));
		await this.announce(roundId);
	}

	/** The hash of the newest version of the result, once the system has made it. */
	async #counted(roundId: string): Promise<Uint8Array> {
		let hash: Uint8Array | null = null;
		await expect
			.poll(async () => {
				const stored = await this.read((tx) => currentResult(tx, roundId));
				hash = stored?.resultHash ?? null;
				return hash !== null;
			})
			.toBe(true);
		return hash!;
	}

	async checkIn(numbers = this.everybody): Promise<void> {
		for (const number of numbers) {
			await this.did('office-1', '/admin/roll?/checkIn', { delegateNumber: String(number) });
		}
	}

	async makeReady(roundId: string): Promise<void> {
		await this.did('office-1', '/admin?/makeReady', { roundId });
		await this.did('office-2', '/admin?/makeReady', { roundId });
	}

	/** Signs the delegates' tablets in and draws the current round's ballot on each. */
	async draw(numbers = this.everybody): Promise<void> {
		for (const number of numbers) {
			const tablet = await this.#tablet(number);
			const round = await tablet.currentRound();
			this.#ballots.set(number, await tablet.draw({ id: round!.id, manifest: round!.manifest! }));
		}
	}

	async open(roundId: string): Promise<void> {
		await this.did('chair', '/chair?/open', { roundId });
		await this.did('chief', '/scrutineer?/open', { roundId });
	}

	/** Casts the drawn ballots; `marks` by delegate number, in ballot order. */
	async cast(numbers: number[], marks: (number: number) => Mark[]): Promise<void> {
		await Promise.all(
			numbers.map(async (number) => {
				const tablet = await this.#tablet(number);
				const ballot = this.#ballots.get(number)!;
				const filled = tablet.fill(ballot, marks(number), new Uint8Array(randomBytes(32)));
				await tablet.castUntilDefinite(ballot, filled, 100);
			})
		);
	}

	async close(roundId: string): Promise<void> {
		await this.did('chair', '/chair?/close', { roundId });
	}

	/** From check-in to a closed round in which everybody present has voted. */
	async vote(marks: (number: number) => Mark[], numbers = this.everybody): Promise<string> {
		await this.checkIn(numbers);
		const roundId = await this.roundId();
		await this.makeReady(roundId);
		await this.draw(numbers);
		await this.open(roundId);
		await this.cast(numbers, marks);
		await this.close(roundId);
		return roundId;
	}

	/** Signs the result hash with the scrutineers' own cards: 监票人, then 总监票人. */
	async sign(roundId: string, resultHash: string): Promise<void> {
		for (const [account, role] of [
			['scrutineer', 'scrutineer'],
			['chief', 'chief-scrutineer']
		] as const) {
			const { delegateNumber } = this.credentials.staff.find((entry) => entry.role === role)!;
			const seed = readTypedCode(this.delegate(delegateNumber!).code);
			if (!seed.ok) throw new Error('not a card code');
			const signature = signResult(cardFromSeed(seed.value).secret, fromBase64url(resultHash));
			await this.did(account, '/scrutineer?/sign', {
				roundId,
				resultHash,
				signature: toBase64url(signature)
			});
		}
	}

	/** The hash of the newest version, once the sealed archive is written. */
	async resultHash(): Promise<string> {
		const roundId = await this.roundId();
		for (;;) {
			const rows = await this.#desk.transaction(async (tx) => {
				await tx.execute(sql`select set_config('piaojue.congress',
					(select congress_id::text from desk.find_round(${roundId}::uuid)), true)`);
				return tx
					.select({ hash: roundResult.resultHash })
					.from(roundResult)
					.where(eq(roundResult.roundId, roundId))
					.orderBy(desc(roundResult.version))
					.limit(1);
			});
			if (rows[0]?.hash) return toBase64url(rows[0].hash);
			await new Promise((wait) => setTimeout(wait, 50));
		}
	}

	async announce(roundId: string): Promise<void> {
		await this.did('chair', '/chair?/announce', { roundId });
	}

	async #tablet(number: number): Promise<ProtocolDelegate> {
		let tablet = this.#tablets.get(number);
		if (!tablet) {
			tablet = new ProtocolDelegate({ ...this.credentials, code: this.delegate(number).code });
			await tablet.signIn();
			this.#tablets.set(number, tablet);
		}
		return tablet;
	}
}

/** Approves the candidates of these ballot numbers. */
export const approving = (numbers: readonly number[], candidates = 8): Mark[] =>
	Array.from({ length: candidates }, (_, i) => (numbers.includes(i + 1) ? 1 : 0));
