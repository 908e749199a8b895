import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffActor } from '#lib/server/auth/actor.ts';
import { inCongress } from '#lib/server/db/client.ts';
import { applyImport } from '#lib/server/desk/apply-import.ts';
import { chooseScrutineer } from '#lib/server/desk/choose-scrutineer.ts';
import { deputyBook } from '#lib/server/desk/import-deputies.ts';
import { removeDeputy } from '#lib/server/desk/remove-deputy.ts';
import { saveDeputy } from '#lib/server/desk/save-deputy.ts';
import { startPoll } from '#lib/server/desk/start-poll.ts';
import { readFile } from '#lib/server/import/read-file.ts';
import { reportPaper } from '#lib/server/papers/report-paper.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { dryRun } from '#lib/server/queries/import-dry-run.ts';
import { knownDeputies } from '#lib/server/queries/known-deputies.ts';
import { publicPaperFacts } from '#lib/server/queries/papers-facts.ts';
import { publicArchive } from '#lib/server/queries/public-archive.ts';
import { publicResult } from '#lib/server/queries/public-results.ts';
import { scrutineersView } from '#lib/server/queries/scrutineers-view.ts';
import { signingView } from '#lib/server/queries/signing-view.ts';
import { eventually } from '../support/eventually.ts';
import { fiveApprovals, openHall, type Hall } from '../support/hall.ts';

// What was announced stays as it was, whatever becomes of the roll and of the scrutineers afterwards.

let hall: Hall;
let office: StaffActor;
let meetingId: string;
let announced: Awaited<ReturnType<typeof shown>>;

/** The minute at which the papers are printed is on them; here it is always the same. */
const PRINTED = new Date('2026-03-05T08:00:00Z');

/** All that anybody can read of the announced round. */
async function shown() {
	const facts = (await publicPaperFacts(hall.desk, hall.roundId))!;
	return {
		report: JSON.stringify(reportPaper(facts, PRINTED)),
		page: await publicResult(hall.desk, hall.roundId),
		archive: Buffer.from((await publicArchive(hall.desk, hall.roundId))!).toString('base64')
	};
}

const deputy = async (number: number) =>
	(await inCongress(hall.desk, hall.congressId, (tx) => knownDeputies(tx, meetingId))).find(
		({ key }) => key === number
	)!;

const choose = (number: number, as: 'chief' | 'scrutineer' | 'none') =>
	chooseScrutineer(hall.desk, office, { meetingId, deputy: String(number), as });

beforeAll(async () => {
	hall = await openHall();
	office = hall.person('office-1');
	({ meetingId } = hall.credentials);
	await hall.checkIn();
	await hall.vote(() => fiveApprovals);
	// From make-ready to the announcement every door is closed.
	expect(await choose(7, 'scrutineer')).toMatchObject({ code: 'scrutineers-frozen' });
	expect((await scrutineersView(hall.desk, hall.congressId, meetingId)).open).toBe(false);
	await hall.announce();
	await eventually('the archive is whole', () => publicArchive(hall.desk, hall.roundId));
	announced = await shown();
	expect(announced.page!.signatures).toMatchObject([
		{ delegateNumber: 5, name: '演示代表05', chief: true, signedAt: expect.any(String) },
		{ delegateNumber: 6, name: '演示代表06', chief: false, signedAt: expect.any(String) }
	]);
}, 60_000);

afterAll(() => hall.leave());

const changes: Record<string, () => Promise<{ ok: boolean }>> = {
	'a scrutineer who is renamed': async () => {
		const { id, values } = await deputy(6);
		const own = {
			number: '6',
			name: '改名代表',
			delegation: String(values.delegation),
			scrutineer: '监票人'
		};
		const fields = { gender: '', seat: '', phone: '', ...own };
		return saveDeputy(hall.desk, office, { deputyId: id, fields });
	},
	'an import that makes somebody else the chief': async () => {
		const bytes = new TextEncoder().encode(
			'代表证号,姓名,代表团,是否监票人\r\n5,演示代表05,一团,否\r\n8,演示代表08,一团,总监票人'
		);
		const opened = await readFile('名册.csv', bytes, deputyBook.file.columns);
		if (!opened.ok) throw new Error(opened.code);
		const made = await dryRun(hall.desk, hall.congressId, meetingId, deputyBook, opened.value);
		if (!made.ok) throw new Error(made.code);
		const { digest } = made.value;
		return (await applyImport(hall.desk, office, deputyBook, { file: opened.value, digest, onlyGood: false }))
			.outcome;
	},
	'a chief who is chosen on the page': () => choose(7, 'chief'),
	'a scrutineer who is taken off the list': () => choose(8, 'none'),
	'a scrutineer who leaves the congress': async () =>
		removeDeputy(hall.desk, office, { deputyId: (await deputy(6)).id, reason: '调离' })
};

test.each(Object.keys(changes))('%s changes nothing of what was announced', async (what) => {
	expect(await changes[what]!()).toMatchObject({ ok: true });
	expect(await shown()).toEqual(announced);
	// Nobody is asked to sign once more.
	expect(await signingView(hall.desk, hall.person('chief'))).toMatchObject({ turn: null });
});

test('another vote of the meeting has the new scrutineers, and the page offers to choose them', async () => {
	expect((await scrutineersView(hall.desk, hall.congressId, meetingId)).open).toBe(true);
	const poll = { meetingId, title: '另一次票决', seats: 1, candidates: [] };
	expect(await startPoll(hall.desk, office, poll)).toMatchObject({ ok: true });
	expect(await choose(9, 'scrutineer')).toMatchObject({ ok: true });
	expect((await consoleView(hall.desk, hall.congressId, meetingId)).signatures).toMatchObject([
		{ delegateNumber: 7, chief: true, signedAt: null },
		{ delegateNumber: 9, chief: false, signedAt: null }
	]);
	expect(await shown()).toEqual(announced);
});
