import { PgBoss } from 'pg-boss';
import postgres from 'postgres';
import type { Desk } from '../db/client.ts';
import { faultText } from '../fault-text.ts';
import { followedCongresses, nightOf } from '../tracker/night-of.ts';

const NIGHT = 'follow-up-night';
const CONGRESS = 'follow-up-congress';
/** Ten past midnight in Beijing: the day that lights and terms are reckoned by has begun. */
const CRON = '10 0 * * *';
const RETRY_MS = 30_000;

/**
 * The follow-up's jobs, in a queue that lives in PostgreSQL: every process works on it, each job runs once, one that
 * failed is tried again. Each night every congress's lights are worked out anew and its reminders written; an act
 * on a project does that for the project itself, in its own transaction.
 *
 * The queue has its own schema and a connection of the database's owner; what the jobs do, they do as the desk.
 */
export class FollowUpJobs {
	readonly #desk: Desk;
	readonly #url: string;
	#boss: PgBoss | null = null;
	#client: postgres.Sql | null = null;
	#retry: NodeJS.Timeout | undefined;
	#stopped = false;

	constructor(desk: Desk, url: string) {
		this.#desk = desk;
		this.#url = url;
	}

	/** Never throws: pages are served whether or not the queue is there. */
	async start(): Promise<void> {
		try {
			await this.#open();
		} catch (fault) {
			console.error(`jobs: ${faultText(fault)}`);
			await this.#close();
			if (!this.#stopped) this.#retry = setTimeout(() => void this.start(), RETRY_MS).unref();
		}
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		clearTimeout(this.#retry);
		await this.#close();
	}

	async #open(): Promise<void> {
		const client = postgres(this.#url, {
			// pg-boss opens transactions by words of SQL, so all of them go through one session.
			max: 1,
			onnotice: () => {},
			connection: { application_name: 'piaojue-jobs' }
		});
		this.#client = client;
		const boss = new PgBoss({
			db: {
				executeSql: async (text, values) => ({ rows: rowsOf(await client.unsafe(text, values as never[])) })
			}
		});
		this.#boss = boss;
		boss.on('error', (fault) => console.error(`jobs: ${faultText(fault)}`));
		await boss.start();
		await boss.createQueue(CONGRESS, { retryLimit: 3, retryBackoff: true });
		await boss.createQueue(NIGHT, { retryLimit: 3, retryBackoff: true });
		await boss.work(NIGHT, async () => {
			for (const congressId of await followedCongresses(this.#desk))
				await boss.send(CONGRESS, { congressId }, { singletonKey: congressId });
		});
		await boss.work<{ congressId: string }>(CONGRESS, async (jobs) => {
			for (const { data } of jobs) await nightOf(this.#desk, data.congressId);
		});
		await boss.schedule(NIGHT, CRON, null, { tz: 'Asia/Shanghai' });
		// A night that passed while nothing ran is made up for; several processes ask for one only.
		await boss.send(NIGHT, {}, { singletonKey: 'start', singletonSeconds: 3600 });
	}

	async #close(): Promise<void> {
		await this.#boss?.stop({ graceful: false, close: false }).catch(() => {});
		this.#boss = null;
		await this.#client?.end({ timeout: 2 }).catch(() => {});
		this.#client = null;
	}
}

/** Several statements at once answer with a list of lists; the rows are wanted. */
const rowsOf = (answer: unknown[]): unknown[] =>
	answer.flatMap((part) => (Array.isArray(part) ? part : [part]));
