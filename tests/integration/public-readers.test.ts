import { afterAll, beforeAll, expect, test } from 'vitest';
import { killableServer, type KillableServer } from '../support/killable-server.ts';

let server: KillableServer;

beforeAll(async () => {
	server = await killableServer({ delegates: 20 });
}, 120_000);
afterAll(() => server.end());

/** The public waits for projects and photographs until `meanwhile` is over. */
async function withReadersWaiting(
	addresses: string[],
	leastWaiting: number,
	meanwhile: () => Promise<void>
): Promise<number[]> {
	const { credentials, database } = server;
	let readers: Promise<number>[] = [];
	await database.sql.begin(async (tx) => {
		await tx`lock table tracker.project, tracker.evidence in access exclusive mode`;
		readers = addresses.map(async (path) => (await fetch(credentials.origin + path)).status);
		const waiting = async () => {
			const [row] = await database.sql<
				{ count: number }[]
			>`select count(*)::int as count from pg_stat_activity
				where datname = current_database() and wait_event_type = 'Lock' and application_name like 'piaojue-%'`;
			return row!.count;
		};
		await expect.poll(waiting, { timeout: 20_000 }).toBeGreaterThanOrEqual(leastWaiting);
		await meanwhile();
	});
	return Promise.all(readers);
}

const someId = '5b1d3b52-0000-4000-8000-000000000000';
const publicReads = [
	...['/', '/projects', `/projects/${someId}`, `/projects/${someId}/reports`, `/projects/${someId}/photos`],
	...['/open-data', '/feed.xml', '/calendar/milestones.ics', '/api/v1/calendar/milestones.ics'],
	...['/api/v1/projects', `/api/v1/projects/${someId}`, '/api/v1/projects/oc4ids.json'],
	...['/api/v1/projects.csv', '/api/v1/projects.xlsx', `/evidence/${someId}`]
];

test.each(publicReads.map((path, i) => [path, i + 1] as const))(
	'as many as ask for %s hold up nobody of the session',
	async (path, number) => {
		const office = await server.as('office-1');
		// Workbooks are read for and written one at a time; whoever would be the sixth is told to come again.
		const atOnce = path.endsWith('.xlsx') ? 1 : 3;
		const statuses = await withReadersWaiting(Array<string>(12).fill(path), atOnce, async () => {
			// With the connections of the desk all waiting this would not be answered before the lock is gone.
			const answered = office.act('/admin/roll?/checkIn', { delegateNumber: String(number) });
			expect(await Promise.race([answered, soon()])).toBeNull();
		});
		expect(statuses.filter((status) => status >= 500 && (atOnce > 1 || status !== 503))).toEqual([]);
	}
);

const soon = () => new Promise<string>((say) => setTimeout(() => say('not answered'), 30_000));
