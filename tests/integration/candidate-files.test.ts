import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inCongress } from '#lib/server/db/client.ts';
import { candidate } from '#lib/server/db/schema.ts';
import { addCandidateFile } from '#lib/server/desk/add-candidate-file.ts';
import { removeCandidateFile } from '#lib/server/desk/remove-candidate-file.ts';
import { saveCandidate } from '#lib/server/desk/save-candidate.ts';
import { candidateFileFor } from '#lib/server/queries/candidate-file.ts';
import { candidatesView } from '#lib/server/queries/candidates-view.ts';
import { knownCandidates } from '#lib/server/queries/known-candidates.ts';
import { candidateKind } from '#lib/import/candidates.ts';
import { openHall } from '../support/hall.ts';

describe('pictures and attachments of candidates', () => {
	let hall: Awaited<ReturnType<typeof openHall>>;
	const uploadDir = mkdtempSync(join(tmpdir(), 'piaojue-uploads-'));
	let picture: Uint8Array;
	let candidateId: string;

	beforeAll(async () => {
		hall = await openHall();
		picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'green' } })
			.png()
			.toBuffer();
		candidateId = await inCongress(hall.desk, hall.congressId, async (tx) => {
			const [first] = await tx.select().from(candidate).where(eq(candidate.number, 1));
			return first!.id;
		});
	});

	afterAll(async () => {
		await hall.leave();
		rmSync(uploadDir, { recursive: true, force: true });
	});

	const add = (bytes = picture, name = '现场照片.png') =>
		addCandidateFile(hall.desk, hall.person('office-1'), { candidateId, name, bytes, uploadDir });
	const added = async () => {
		const outcome = await add();
		if (!outcome.ok) throw new Error(outcome.code);
		return outcome.value.id;
	};
	const sheet = async () =>
		(await candidatesView(hall.desk, hall.congressId, hall.credentials.meetingId))[0]!;

	test('a picture is on the sheet and is served to its congress only', async () => {
		const id = await added();
		expect((await sheet()).files).toMatchObject([
			{ id, kind: 'picture', name: '现场照片.webp', mediaType: 'image/webp', url: `/candidate-files/${id}` }
		]);
		const served = await candidateFileFor(hall.desk, uploadDir, hall.congressId, id);
		expect(served).toMatchObject({ mediaType: 'image/webp' });
		expect(await candidateFileFor(hall.desk, uploadDir, crypto.randomUUID(), id)).toBeNull();
		expect(await candidateFileFor(hall.desk, uploadDir, null, id)).toBeNull();
	});

	test('a removed one is gone from sheet and disk', async () => {
		const id = await added();
		expect(existsSync(join(uploadDir, hall.congressId, id))).toBe(true);
		const person = hall.person('office-1');
		expect(await removeCandidateFile(hall.desk, person, { fileId: id, uploadDir })).toMatchObject({
			ok: true
		});
		expect(existsSync(join(uploadDir, hall.congressId, id))).toBe(false);
		expect((await sheet()).files.map((file) => file.id)).not.toContain(id);
		expect(await removeCandidateFile(hall.desk, person, { fileId: id, uploadDir })).toMatchObject({
			code: 'not-found'
		});
	});

	test('a candidate has at most twelve, and a refused one leaves no bytes behind', async () => {
		for (let there = (await sheet()).files.length; there < 12; there++) await added();
		expect(await add()).toMatchObject({ code: 'too-many-files' });
		expect(readdirSync(join(uploadDir, hall.congressId))).toHaveLength(12);
	});

	test('what is no picture and no PDF is refused', async () => {
		expect(await add(new TextEncoder().encode('<svg/>'))).toMatchObject({ code: 'upload-type' });
	});

	test('once a ballot with the candidate is ready, its sheet is frozen', async () => {
		const person = hall.person('office-1');
		const scale = '治理河道 6.2 公里';
		const fields = await inCongress(hall.desk, hall.congressId, async (tx) => {
			const one = (await knownCandidates(tx, hall.credentials.meetingId)).find(
				({ id }) => id === candidateId
			);
			return Object.fromEntries(
				candidateKind.columns.map(({ field, show }) => [field, show(one!.values[field] ?? null)])
			);
		});
		const save = (scale: string) =>
			saveCandidate(hall.desk, person, { candidateId, fields: { ...fields, scale } });
		expect(await save(scale)).toMatchObject({ ok: true });
		const id = (await sheet()).files[0]!.id;
		await hall.checkIn();
		await hall.makeReady();
		expect(await add()).toMatchObject({ code: 'candidate-frozen' });
		expect(await removeCandidateFile(hall.desk, person, { fileId: id, uploadDir })).toMatchObject({
			code: 'candidate-frozen'
		});
		expect(await save('')).toMatchObject({ code: 'candidates-locked' });
		expect(await sheet()).toMatchObject({ scale });
	});

	test('with the announcement it is public', async () => {
		const id = (await sheet()).files[0]!.id;
		for (const state of ['open', 'closed', 'counted', 'certified', 'announced']) {
			expect(await candidateFileFor(hall.desk, uploadDir, null, id), state).toBeNull();
			await hall.database.sql`update desk.round set state = ${state} where id = ${hall.roundId}`;
		}
		expect(await candidateFileFor(hall.desk, uploadDir, null, id)).toMatchObject({
			name: '现场照片.webp',
			mediaType: 'image/webp'
		});
	});
});
