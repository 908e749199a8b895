import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inCongress } from '#lib/server/db/client.ts';
import { candidate, candidateFile } from '#lib/server/db/schema.ts';
import { addCandidateFile } from '#lib/server/desk/add-candidate-file.ts';
import { chooseScrutineer } from '#lib/server/desk/choose-scrutineer.ts';
import { editMeeting } from '#lib/server/desk/edit-meeting.ts';
import { makeReady } from '#lib/server/desk/make-ready.ts';
import { removeCandidateFile } from '#lib/server/desk/remove-candidate-file.ts';
import { saveRules } from '#lib/server/desk/save-rules.ts';
import { withdrawAct } from '#lib/server/desk/withdraw-act.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { rulesView } from '#lib/server/queries/rules-view.ts';
import type { RulesDraft } from '#lib/wire/rules.ts';
import { openHall, type Hall } from '../support/hall.ts';

let hall: Hall;
const uploadDir = mkdtempSync(join(tmpdir(), 'piaojue-ready-request-'));
beforeAll(async () => {
	hall = await openHall({ delegates: 6 });
	await hall.checkIn();
});
afterAll(async () => {
	await hall.leave();
	rmSync(uploadDir, { recursive: true, force: true });
});

const office = () => hall.person('office-1');
const pending = async () =>
	(await consoleView(hall.desk, hall.congressId, hall.credentials.meetingId)).pending;

/** The first of the two asks for 表决就绪, as the office does once everything seems settled. */
beforeEach(async () => {
	await withdrawAct(hall.desk, office(), { roundId: hall.roundId });
	const asked = await makeReady(hall.desk, office(), { roundId: hall.roundId });
	expect(asked).toMatchObject({ ok: true, value: { pending: true } });
	expect(await pending()).toMatchObject({ act: 'make-ready' });
});

const facts = {
	...{ term: 8, session: 7, name: '涌山镇第八届人民代表大会第七次会议' },
	...{ heldOn: '2025-03-08', endsOn: '2025-03-09', venue: '镇会议中心', agenda: ['票决项目'] }
};

const changes: Record<string, () => Promise<{ ok: boolean }>> = {
	'the rules': async () => {
		const seen = (await rulesView(hall.desk, hall.congressId, hall.roundId))!.rules as RulesDraft;
		const rules = { ...seen, seats: seen.seats - 1 };
		return saveRules(hall.desk, office(), { roundId: hall.roundId, seen, rules });
	},
	'the scrutineers': () =>
		chooseScrutineer(hall.desk, office(), {
			...{ meetingId: hall.credentials.meetingId, deputy: '1', as: 'scrutineer' as const }
		}),
	'name and day of the meeting': () =>
		editMeeting(hall.desk, office(), { ...facts, meetingId: hall.credentials.meetingId }),
	'a picture that is added': async () => {
		const read = <T>(run: Parameters<typeof inCongress<T>>[2]) => inCongress(hall.desk, hall.congressId, run);
		const [first] = await read((tx) => tx.select().from(candidate).where(eq(candidate.number, 1)));
		const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'green' } })
			.png()
			.toBuffer();
		const input = { candidateId: first!.id, name: '现场照片.png', bytes, uploadDir };
		return addCandidateFile(hall.desk, office(), input);
	},
	'a picture that is taken away': async () => {
		const [file] = await inCongress(hall.desk, hall.congressId, (tx) => tx.select().from(candidateFile));
		return removeCandidateFile(hall.desk, office(), { fileId: file!.id, uploadDir });
	}
};

test.each(Object.keys(changes))('a request for make-ready falls with a change of %s', async (what) => {
	expect(await changes[what]!()).toMatchObject({ ok: true });
	expect(await pending()).toBeNull();
	// Whoever comes second is the first of a new request, and nothing is frozen.
	const second = await makeReady(hall.desk, hall.person('office-2'), { roundId: hall.roundId });
	expect(second).toMatchObject({ ok: true, value: { pending: true } });
	await withdrawAct(hall.desk, hall.person('office-2'), { roundId: hall.roundId });
});

test('a request stands where the rules are saved as they are', async () => {
	const seen = (await rulesView(hall.desk, hall.congressId, hall.roundId))!.rules as RulesDraft;
	const saved = await saveRules(hall.desk, office(), { roundId: hall.roundId, seen, rules: seen });
	expect(saved).toMatchObject({ ok: true });
	expect(await pending()).toMatchObject({ act: 'make-ready' });
});

test('who chooses a scrutineer waits for the round without holding the meeting, as every other act does', async () => {
	const waiting = async () => {
		const [row] = await hall.database.sql<{ n: number }[]>`
			select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted
				and database = (select oid from pg_database where datname = current_database())`;
		return row!.n;
	};
	let choosing: ReturnType<typeof chooseScrutineer>;
	await hall.database.sql.begin(async (held) => {
		await held`select gate.own_round(${hall.roundId})`;
		const input = { meetingId: hall.credentials.meetingId, deputy: '3', as: 'scrutineer' } as const;
		choosing = chooseScrutineer(hall.desk, office(), input);
		while ((await waiting()) < 1) await new Promise((wait) => setTimeout(wait, 5));
		// Whoever has the round may take the meeting next: held by the other, each would wait for the other.
		await held`select from desk.meeting where id = ${hall.credentials.meetingId} for update nowait`;
	});
	expect(await choosing!).toMatchObject({ ok: true });
	await chooseScrutineer(hall.desk, office(), {
		...{ meetingId: hall.credentials.meetingId, deputy: '3', as: 'none' }
	});
});
