import { createHash, timingSafeEqual } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import postgres, { type Sql } from 'postgres';
import { Gauge, Registry } from 'prom-client';
import { roundStates } from '../domain/round-state.ts';

/** A round's lag is told in steps of this: finer figures of a process that is also the box would show single casts. */
const LAG_STEP_MS = 10;

/**
 * What an operator's monitoring may know of a running process: rounds by state, sockets, event loop, heap. No figure
 * moves with a single cast, and none is of a congress, a round or a person.
 */
export class Metrics {
	readonly #token: Buffer;
	readonly #sql: Sql;
	readonly #registry = new Registry();
	readonly #delay = monitorEventLoopDelay({ resolution: 20 });

	/**
	 * @param source.databaseUrl as the owner: the desk sees the rounds of one congress at a time
	 * @param source.sockets how many are connected to this process
	 */
	constructor(source: { token: string; databaseUrl: string; sockets: () => number }) {
		this.#token = digest(`Bearer ${source.token}`);
		this.#sql = postgres(source.databaseUrl, { max: 1, idle_timeout: 60, onnotice: () => {} });
		this.#delay.enable();
		const sql = this.#sql;
		const delay = this.#delay;
		const registers = [this.#registry];
		new Gauge({
			...{
				name: 'piaojue_rounds',
				help: 'Rounds of the installation by state',
				labelNames: ['state'],
				registers
			},
			async collect() {
				const rows = await sql<{ state: string; count: number }[]>`
					select state, count(*)::int as count from desk.round group by state`;
				for (const state of roundStates) {
					this.set({ state }, rows.find((row) => row.state === state)?.count ?? 0);
				}
			}
		});
		new Gauge({
			...{ name: 'piaojue_sockets', help: 'Browsers connected to this process', registers },
			collect() {
				this.set(source.sockets());
			}
		});
		new Gauge({
			name: 'piaojue_event_loop_lag_seconds',
			help: 'Ninety-ninth percentile since the last look, in steps of 10 ms',
			registers,
			collect() {
				const ms = delay.percentile(99) / 1e6;
				this.set((Math.ceil(ms / LAG_STEP_MS) * LAG_STEP_MS) / 1000);
				delay.reset();
			}
		});
		new Gauge({
			...{ name: 'piaojue_heap_megabytes', help: 'Heap in use, in steps of 16 MB', registers },
			collect() {
				this.set(Math.ceil(process.memoryUsage().heapUsed / 16e6) * 16);
			}
		});
		new Gauge({
			...{ name: 'piaojue_uptime_seconds', help: 'Since this process started', registers },
			collect() {
				this.set(Math.floor(process.uptime()));
			}
		});
	}

	/** @returns the figures as Prometheus reads them; null for whoever does not know the token */
	async answer(authorization: string | null): Promise<{ type: string; text: string } | null> {
		if (!timingSafeEqual(digest(authorization ?? ''), this.#token)) return null;
		return { type: this.#registry.contentType, text: await this.#registry.metrics() };
	}

	async stop(): Promise<void> {
		this.#delay.disable();
		await this.#sql.end({ timeout: 5 });
	}
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
