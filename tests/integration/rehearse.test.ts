import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDesk, type Desk } from '#lib/server/db/client.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { openArchive } from '#lib/server/queries/open-archive.ts';
import { rehearsalsView } from '#lib/server/queries/rehearsals-view.ts';
import { rehearse } from '../../src/cli/admin/rehearse.ts';
import { seedDemonstration } from '../../src/cli/demo/seed.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { startHttpsApp } from '../support/https-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'piaojue-rehearse-'));
const archiveDir = join(folder, 'archive');
const keys = { dir: join(folder, 'keys'), secret: 'rehearse test, protects nothing at all' };

let app: TestApp;
let desk: Desk;
beforeAll(async () => {
	app = await startTestApp({ PIAOJUE_SECRET: keys.secret, KEY_DIR: keys.dir, ARCHIVE_DIR: archiveDir });
	desk = connectDesk(app.databaseUrl, keys, { max: 3 });
});
afterAll(async () => {
	await desk.$client.end({ timeout: 5 });
	await app.stop();
});

test('the operator’s command plays a whole rehearsal against the running server and reports it', async () => {
	const { origin, boxOrigin, uploadDir } = app;
	await seedDemonstration(desk, { origin, boxOrigin, delegates: 12, rules: { tie: 'lot' } });
	const owner = postgres(app.databaseUrl, { max: 1 });
	const [row] = await owner<{ id: string; congress_id: string }[]>`select id, congress_id from desk.meeting`;
	await owner.end();
	const { id: formalId, congress_id: congressId } = row!;
	const said: string[] = [];
	const report = await rehearse(desk, {
		...{ congressId, delegates: 12, uploadDir, origin, boxOrigin },
		say: (sentence) => said.push(sentence)
	});
	expect(said.at(-1)).toContain('正式会议原样恢复');
	expect(report).toMatchObject({
		simulated: 12,
		turnout: { members: 12, present: 12, drewElectronic: 12, submitted: 12 },
		unsubmitted: [],
		round: { state: 'announced' }
	});
	// The simulated deputies choose by chance: a shortfall puts what is left to a further round.
	const times = Object.fromEntries(report.steps.map((one) => [one.step, one.times]));
	expect(times).toMatchObject({ 'sign-in': 12, cast: times.draw });
	expect([12, 24, 36]).toContain(times.draw);
	// Nobody was in the hall: that is the one thing to mend.
	expect(report.mend.map(({ code }) => code)).toContain('no-tablet');
	expect(await currentMeetingId(desk, congressId)).toBe(formalId);

	const { heads, running } = await rehearsalsView(desk, congressId);
	expect(running).toBeNull();
	const [head] = heads;
	const opened = await openArchive(desk, archiveDir, congressId, head!.meetingId);
	if (!opened.ok) throw new Error(opened.code);
	expect(opened.value.draws.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
	expect(opened.value.ballots).toHaveLength(12);
	expect(opened.value.attempts.map(({ links }) => links)).toEqual([0, 0, 0]);
	expect(opened.value.attempts.every(({ comparisons }) => comparisons > 500)).toBe(true);
	expect(existsSync(archiveDir) && readdirSync(archiveDir)).not.toEqual([]);
	// Elsewhere than beside the box there is nothing to open, and the formal meeting's is opened nowhere.
	expect(await openArchive(desk, folder, congressId, head!.meetingId)).toMatchObject({
		code: 'archive-not-here'
	});
	expect(await openArchive(desk, archiveDir, congressId, formalId)).toMatchObject({ code: 'not-rehearsed' });
}, 120_000);

test('it trusts the hall’s own certificate, which no public list knows', async () => {
	const hall = await startHttpsApp({ hosts: ['localhost', '127.0.0.1'], rules: { tie: 'lot' } });
	try {
		const { origin, boxOrigin, certFile, uploadDir } = hall;
		expect(origin).toMatch(/^https:/);
		const owner = postgres(hall.database.url, { max: 1 });
		const [row] = await owner<{ congress_id: string }[]>`select congress_id from desk.meeting`;
		await owner.end();
		const report = await rehearse(hall.desk, {
			...{ congressId: row!.congress_id, delegates: 12, uploadDir, origin, boxOrigin, certFile },
			say: () => {}
		});
		expect(report).toMatchObject({ turnout: { submitted: 12 }, round: { state: 'announced' } });
	} finally {
		await hall.stop();
	}
}, 120_000);
