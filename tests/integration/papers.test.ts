import { mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, describe, expect, test } from 'vitest';
import { ok } from '#lib/domain/result.ts';
import { inCongress } from '#lib/server/db/client.ts';
import { candidate } from '#lib/server/db/schema.ts';
import { announcementPaper } from '#lib/server/papers/announcement-paper.ts';
import { attendanceTable, resultTable } from '#lib/server/papers/file-tables.ts';
import { reportPaper } from '#lib/server/papers/report-paper.ts';
import { Press } from '#lib/server/papers/press.ts';
import { PublicPress } from '#lib/server/papers/public-press.ts';
import { csvFile, xlsxFile } from '#lib/server/papers/tables.ts';
import { declareValid } from '#lib/server/desk/declare-valid.ts';
import { attendanceFacts } from '#lib/server/queries/papers-attendance.ts';
import { paperFacts, paperRounds, publicPaperFacts } from '#lib/server/queries/papers-facts.ts';
import { eq } from 'drizzle-orm';
import { GET as publicPaper } from '../../src/routes/(public)/results/[roundId]/[paper]/+server.ts';
import { openHall, type Hall } from '../support/hall.ts';

let hall: Hall;

afterEach(() => hall.leave());

const facts = async () => (await paperFacts(hall.desk, hall.congressId, hall.roundId))!;
const votes = (number: number): (0 | 1)[] =>
	Array.from({ length: 8 }, (_, i) => (i === 0 || i === (number < 9 ? 1 : 2) ? 1 : 0));

describe('the papers of a round', () => {
	test('say nothing of candidates before the certification under after-close, and nothing publicly before the word', async () => {
		hall = await openHall({ rules: { seats: 2, tallyDisplay: 'after-close' } });
		await hall.checkIn();
		await hall.vote(votes);
		const declare = () => declareValid(hall.desk, hall.person('chief'), { roundId: hall.roundId });
		// The box reports within a moment of the close.
		await expect.poll(async () => (await declare()).ok, { timeout: 20_000 }).toBe(true);
		await hall.until('counted');
		const before = await facts();
		expect(before).toMatchObject({ result: null, resultHash: null, poll: null });
		expect(reportPaper(before, new Date())).toBeNull();
		expect(resultTable(before)).toBeNull();
		expect(await paperRounds(hall.desk, hall.congressId)).toMatchObject([{ readable: false }]);
		expect(await publicPaperFacts(hall.desk, hall.roundId)).toBeNull();
		await hall.announce();
		const after = await facts();
		expect(after.result).toMatchObject({ status: 'decided', version: 1 });
		expect(after.resultHash).toMatch(/^[\w-]{43}$/);
		expect(announcementPaper(after, { whole: true, votes: false })).not.toBeNull();
		expect((await publicPaperFacts(hall.desk, hall.roundId))!.result).toEqual(after.result);
	});

	test('are nobody else’s: another congress finds no such round', async () => {
		hall = await openHall();
		expect(await paperFacts(hall.desk, randomUUID(), hall.roundId)).toBeNull();
		expect(await attendanceFacts(hall.desk, randomUUID(), hall.credentials.meetingId)).toBeNull();
	});
});

describe('the files for spreadsheets', () => {
	test('hold the result by channel, and a name that looks like a formula as a text', async () => {
		hall = await openHall({ rules: { seats: 2 } });
		await inCongress(hall.desk, hall.congressId, (tx) =>
			tx.update(candidate).set({ name: '=HYPERLINK("http://x","锦溪河")' }).where(eq(candidate.number, 1))
		);
		await hall.checkIn();
		await hall.vote(votes);
		await hall.announce();
		const table = resultTable(await facts())!;
		const csv = csvFile(table);
		expect(csv.startsWith('\uFEFF演示数据\r\n')).toBe(true);
		expect(csv).toContain('电子票,12,12,0,12,0');
		expect(csv).toContain(`1,"'=HYPERLINK(""http://x"",""锦溪河"")",12,0,12,`);
		expect(csv).not.toMatch(/(^|,)"?[=+\-@]/m);
		const sheet = Object.entries(unzipSync(await xlsxFile(table, '数据'))).map(([name, bytes]) => ({
			name,
			text: new TextDecoder().decode(bytes)
		}));
		expect(sheet.find(({ name }) => name.endsWith('sheet1.xml'))!.text).not.toContain('<f>');
		expect(sheet.map(({ text }) => text).join('')).toContain(`'=HYPERLINK`);
	});

	test('of the attendance tell time and remark of each, and no ballot', async () => {
		hall = await openHall();
		await hall.checkIn([1, 2, 3]);
		const attendance = (await attendanceFacts(hall.desk, hall.congressId, hall.credentials.meetingId))!;
		const csv = csvFile(attendanceTable(attendance));
		expect(csv.split('\r\n').filter((line) => line.endsWith(',缺席'))).toHaveLength(9);
		expect(Object.keys(attendance.rows[0]!)).not.toContain('drew');
	});
});

describe('the press', () => {
	test('says in words that there is no Chromium', async () => {
		hall = await openHall();
		const dir = mkdtempSync(join(tmpdir(), 'piaojue-press-'));
		const press = new Press({ chromiumPath: join(dir, 'none'), fontDir: undefined });
		expect(press.available).toBe(false);
		expect(await press.pdf('<p>', async () => null)).toMatchObject({ ok: false, code: 'pdf-no-browser' });
		await press.stop();
		rmSync(dir, { recursive: true });
	});

	test('draws for everybody who asks for a 公告 once, and of another one at most one beside the staff’s', async () => {
		hall = await openHall({ rules: { seats: 2 } });
		await hall.checkIn();
		await hall.vote(votes);
		await hall.announce();
		const press = countingPress();
		const locals = {
			...{ desk: hall.desk, publicDesk: hall.desk, uploadDir: '' },
			...{ press, publicPress: new PublicPress(press) }
		};
		const ask = async (search: string) => {
			const url = new URL(`http://localhost/results/${hall.roundId}/announcement.pdf${search}`);
			const params = { roundId: hall.roundId, paper: 'announcement.pdf' };
			const answer = await publicPaper({ locals, url, params } as unknown as Parameters<
				typeof publicPaper
			>[0]);
			return `${answer.status} ${answer.headers.get('content-type')}`;
		};
		const whole = Array.from({ length: 10 }, () => ask('?whole=1'));
		const answers = await Promise.all([...whole, ask('?votes=1')]);
		expect(new Set(answers)).toEqual(new Set(['200 application/pdf']));
		expect(await ask('?whole=1')).toBe('200 application/pdf');
		expect(press.drawn).toBe(2);
		expect(press.most).toBe(1);
	});
});

/** In the place of a press with a Chromium: how many papers it drew, and how many at once. */
function countingPress() {
	let now = 0;
	return {
		available: true,
		drawn: 0,
		most: 0,
		async pdf() {
			this.drawn += 1;
			this.most = Math.max(this.most, ++now);
			await new Promise((wait) => setTimeout(wait, 20));
			now -= 1;
			return ok(new Uint8Array(4));
		}
	};
}
