import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Tx } from '#lib/server/db/client.ts';
import { card, delegate, session } from '#lib/server/db/schema.ts';
import {
	evidence,
	follow,
	history,
	supervisor,
	visit,
	visitRating,
	visitReply
} from '#lib/server/db/tracker-schema.ts';
import type { DelegateActor } from '#lib/server/auth/actor.ts';
import { deputySession } from '#lib/server/auth/deputy-session.ts';
import { sessionHash } from '#lib/server/auth/sessions.ts';
import { evidenceFileFor } from '#lib/server/queries/evidence-file.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { todoOf } from '#lib/server/queries/follow-work.ts';
import { inboxOf } from '#lib/server/queries/inbox.ts';
import { projectOpinions } from '#lib/server/queries/project-opinions.ts';
import { superviseList } from '#lib/server/queries/supervise-list.ts';
import { superviseProject } from '#lib/server/queries/supervise-project.ts';
import { unitTerms } from '#lib/server/queries/unit-terms.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { addVisitPhoto } from '#lib/server/tracker/add-visit-photo.ts';
import { followProject } from '#lib/server/tracker/follow-project.ts';
import { makeCalendar } from '#lib/server/tracker/make-calendar.ts';
import { nightOf } from '#lib/server/tracker/night-of.ts';
import { rateReply } from '#lib/server/tracker/rate-reply.ts';
import { recordVisit, type VisitInput } from '#lib/server/tracker/record-visit.ts';
import { replyOpinion } from '#lib/server/tracker/reply-opinion.ts';
import { setSupervisors } from '#lib/server/tracker/set-supervisors.ts';
import { withdrawEvidence } from '#lib/server/tracker/withdraw-evidence.ts';
import { refusedBy } from '../support/refused-by.ts';
import { substituteSheet } from '../support/substitute-sheet.ts';
import { insertTown, noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';

// Deputies 1 to 3 supervise the first project, 锦溪河 of 镇水务站; nobody supervises the second.

let town: TrackedTown;
let projectId: string;
let author: DelegateActor;
let colleague: DelegateActor;
const monday = noon('2026-06-01');

beforeEach(async () => {
	town = await trackedTown();
	projectId = town.projects[0]!.id;
	[author, colleague] = town.deputies as [DelegateActor, DelegateActor, DelegateActor];
	await setSupervisors(
		town.desk,
		town.person('supervision'),
		{ projectId, leader: '张三', presidium: 3, deputies: [1, 2] },
		noon('2026-02-20')
	);
});
afterEach(() => town.leave());

const sheet = (changed: Partial<VisitInput> = {}): VisitInput => ({
	id: crypto.randomUUID(),
	projectId,
	kind: 'visit',
	visitedOn: '2026-06-01',
	companions: ['李四', '王五'],
	found: '护坡已完成一半',
	opinion: '请在汛期前完成护坡',
	...changed
});
const record = (input: VisitInput, who = author, at = monday) => recordVisit(town.desk, who, input, at);
const reply = (id: string, number: number, text = '六月底前完成', at = noon('2026-06-03')) =>
	replyOpinion(town.desk, town.person('water'), { projectId, id, number, text }, at);
const rate = (
	id: string,
	number: number,
	grade: 'satisfied' | 'basic' | 'dissatisfied',
	comment = '',
	who = author,
	at = noon('2026-06-04')
) => rateReply(town.desk, who, { projectId, id, number, grade, comment }, at);
/** Records of the author that ask for nothing, newer than all that the tests tell of. */
const manyVisits = (count: number) =>
	town.read((tx) =>
		tx.insert(visit).values(
			Array.from({ length: count }, (_, i) => ({
				...{ id: crypto.randomUUID(), congressId: town.congressId, projectId, delegateId: author.id },
				...{
					kind: 'visit' as const,
					visitedOn: '2026-06-02',
					companions: [],
					found: `第 ${i} 次`,
					opinion: ''
				},
				...{ replyDueOn: null, at: new Date(noon('2026-06-02').getTime() + i * 1000) }
			}))
		)
	);
const seenBy = async (who: DelegateActor) => (await superviseProject(town.desk, who, projectId))!;
const recorded = async (changed: Partial<VisitInput> = {}) => {
	const input = sheet(changed);
	expect(await record(input)).toMatchObject({ ok: true });
	return input.id;
};

describe('a visit from a phone', () => {
	test('sent twice, even at once, is one', async () => {
		const input = sheet();
		const answers = await Promise.all([record(input), record(input), record(input)]);
		expect(answers.map((one) => one.ok && one.value.again).sort()).toEqual([false, true, true]);
		expect(await town.read((tx) => tx.select().from(visit))).toHaveLength(1);
		const acts = await town.read((tx) => tx.select().from(history).where(eq(history.act, 'visit-recorded')));
		expect(acts).toMatchObject([{ by: '代表1', unit: null, subjectId: input.id }]);
		// Fifteen working days from Monday 1 June.
		expect((await seenBy(author)).visits).toMatchObject([
			{ own: true, by: '代表1', stage: 'waiting', dueOn: '2026-06-22', companions: ['李四', '王五'] }
		]);
	});

	test('with other words under an id that has arrived does not write over them', async () => {
		const input = sheet();
		await record(input);
		expect(await record({ ...input, opinion: '另一条意见' })).toMatchObject({
			code: 'visit-sent-differently'
		});
		expect(await record(input, colleague)).toMatchObject({ code: 'visit-sent-differently' });
		expect((await town.read((tx) => tx.select().from(visit)))[0]).toMatchObject({ opinion: input.opinion });
	});

	test('of two deputies on two phones at once are two', async () => {
		const both = await Promise.all([record(sheet()), record(sheet(), colleague)]);
		expect(both).toMatchObject([{ ok: true }, { ok: true }]);
		expect((await seenBy(author)).visits).toHaveLength(2);
	});

	test('has a day that can be, and says something', async () => {
		expect(await record(sheet({ visitedOn: '2026-06-02' }))).toMatchObject({ code: 'visit-date' });
		expect(await record(sheet({ visitedOn: '2024-06-01' }))).toMatchObject({ code: 'visit-date' });
		expect(await record(sheet({ found: '' }))).toMatchObject({ code: 'visit-empty' });
		expect(await record(sheet({ kind: 'opinion', found: '', opinion: '' }))).toMatchObject({
			code: 'visit-empty'
		});
		expect(await record(sheet({ kind: 'opinion', found: '' }))).toMatchObject({ ok: true });
		// Nothing is asked of the unit, so there is no term.
		expect(await record(sheet({ opinion: '' }))).toMatchObject({ value: { replyDueOn: null } });
	});

	test('keeps hostile words as they are', async () => {
		const found = `<script>alert(1)</script>'; drop table tracker.visit; --\n=1+1`;
		await recorded({ found });
		expect((await seenBy(author)).visits[0]!.found).toBe(found);
	});

	test('is the group’s: no other deputy, nobody who has left it, none of another congress', async () => {
		const other = { ...sheet(), projectId: town.projects[1]!.id };
		expect(await record(other)).toMatchObject({ code: 'not-in-group' });
		const stranger = await insertTown(town.desk, '乙镇', '-b');
		expect(await recordVisit(town.desk, stranger.deputies[0]!, sheet(), monday)).toMatchObject({
			code: 'not-found'
		});
		await town.read((tx) =>
			tx.update(supervisor).set({ until: monday }).where(eq(supervisor.delegateId, colleague.id))
		);
		expect(await record(sheet(), colleague)).toMatchObject({ code: 'not-in-group' });
		await town.read((tx) => tx.update(delegate).set({ active: false }).where(eq(delegate.id, author.id)));
		expect(await record(sheet())).toMatchObject({ code: 'no-longer-deputy' });
		expect(await town.read((tx) => tx.select().from(visit))).toEqual([]);
	});
});

test('no new record and no new follower of a project that the congress has replaced', async () => {
	const id = await recorded();
	await reply(id, 1);
	const asked = await askChange(
		town.desk,
		town.person('water'),
		{
			projectId,
			kind: 'replace',
			after: { replacement: '供水入户' },
			reason: '群众普遍要求先解决饮用水的问题'
		},
		monday
	);
	if (!asked.ok) throw new Error(asked.code);
	const decision = {
		id: asked.value.id,
		verdict: 'approved',
		by: 'congress',
		reference: '涌人〔2026〕9号',
		substitute: substituteSheet()
	} as const;
	expect(
		await decideChange(
			town.desk,
			town.person('chair'),
			{ projectId, ...decision, decidedOn: '2026-06-05', note: '' },
			noon('2026-06-05')
		)
	).toMatchObject({ ok: true });
	expect(await record(sheet())).toMatchObject({ code: 'project-replaced' });
	const follows = (wanted: boolean) => followProject(town.desk, author, { projectId, wanted }, monday);
	expect(await follows(true)).toMatchObject({ code: 'project-replaced' });
	expect(await follows(false)).toMatchObject({ ok: true });
	expect((await seenBy(author)).visits).toHaveLength(1);
});

describe('a photograph of a visit', () => {
	const picture = (background: string) =>
		sharp({ create: { width: 900, height: 600, channels: 3, background } })
			.withExif({ IFD2: { DateTimeOriginal: '2026:05:30 09:00:00' }, IFD3: { GPSLatitude: '28/1 52/1 0/1' } })
			.jpeg()
			.toBuffer();
	const add = (visitId: string, bytes: Uint8Array, who = author, cameraDay = '') =>
		addVisitPhoto(
			town.desk,
			who,
			{ projectId, visitId, caption: '护坡', cameraDay, bytes, uploadDir: town.uploadDir },
			monday
		);

	test('sent again after a cut upload is one; it lies there without its position, and never on the public page', async () => {
		const visitId = await recorded();
		const bytes = await picture('#4d7a5a');
		const answers = await Promise.all([add(visitId, bytes), add(visitId, bytes)]);
		expect(answers.map((one) => one.ok && one.value.again).sort()).toEqual([false, true]);
		expect(await add(visitId, bytes)).toMatchObject({ value: { again: true } });
		const rows = await town.read((tx) => tx.select().from(evidence));
		expect(rows).toMatchObject([
			{ visitId, delegateId: author.id, takenOn: '2026-05-30', takenFrom: 'camera', shown: false }
		]);
		expect(readdirSync(join(town.uploadDir, town.congressId))).toEqual([rows[0]!.id]);
		const file = await evidenceFileFor(town.desk, town.uploadDir, town.congressId, rows[0]!.id);
		expect((await sharp(file!.bytes).metadata()).exif).toBeUndefined();
		expect(await evidenceFileFor(town.desk, town.uploadDir, null, rows[0]!.id)).toBeNull();
		const shown = await town.read((tx) => tx.execute(sql`select * from record.photo`));
		expect([...shown]).toEqual([]);
		expect((await seenBy(author)).visits[0]!.photos).toHaveLength(1);
		// The desk's own list of photographs is the unit's.
		expect((await followedProject(town.desk, town.congressId, projectId))!.evidence).toEqual([]);
	});

	test('is a photograph, of an own visit, and one of nine', async () => {
		const visitId = await recorded();
		const bytes = await picture('#777777');
		const files = { 'PK\u0003\u0004 a spreadsheet': 'photo-type', '%PDF-1.7 …': 'photo-type' };
		for (const [bytes, code] of Object.entries({ ...files, '\0\0\0\u0018ftypheic': 'evidence-heic' }))
			expect(await add(visitId, Buffer.from(bytes))).toMatchObject({ code });
		expect(await add(visitId, bytes.subarray(0, 400))).toMatchObject({ code: 'evidence-broken' });
		expect(await add(visitId, bytes, colleague)).toMatchObject({ code: 'not-found' });
		expect(await add(crypto.randomUUID(), bytes)).toMatchObject({ code: 'not-found' });
		expect(existsSync(join(town.uploadDir, town.congressId))).toBe(true);
		expect(readdirSync(join(town.uploadDir, town.congressId))).toEqual([]);
		for (let i = 1; i <= 9; i++)
			expect(await add(visitId, await picture(`#0000${i}0`))).toMatchObject({ ok: true });
		expect(await add(visitId, bytes)).toMatchObject({ code: 'too-many-photos', detail: { most: 9 } });
	});

	test('drawn smaller by the phone, has the camera’s day from it, unless that lies ahead', async () => {
		const visitId = await recorded();
		const plain = (background: string) =>
			sharp({ create: { width: 90, height: 60, channels: 3, background } })
				.png()
				.toBuffer();
		await add(visitId, await plain('#111111'), author, '2026-05-29');
		await add(visitId, await plain('#222222'), author, '2027-01-01');
		await add(visitId, await plain('#333333'));
		const rows = await town.read((tx) => tx.select().from(evidence).orderBy(evidence.takenOn));
		const { visitedOn } = (await seenBy(author)).visits[0]!;
		expect(rows.map(({ takenOn, takenFrom }) => [takenOn, takenFrom])).toEqual([
			['2026-05-29', 'camera'],
			[visitedOn, 'entered'],
			[visitedOn, 'entered']
		]);
	});

	test('is not the unit’s to withdraw; the office may', async () => {
		const added = await add(await recorded(), await picture('#123456'));
		if (!added.ok) throw new Error(added.code);
		const withdraw = (who: 'water' | 'supervision') =>
			withdrawEvidence(
				town.desk,
				town.person(who),
				{ projectId, id: added.value.id, reason: '与项目无关' },
				monday
			);
		expect(await withdraw('water')).toMatchObject({ code: 'not-found' });
		expect(await withdraw('supervision')).toMatchObject({ ok: true });
		expect((await seenBy(author)).visits[0]!.photos).toEqual([]);
	});
});

describe('an opinion', () => {
	test('is answered, found 不满意, answered again and settled', async () => {
		const id = await recorded();
		const water = town.person('water');
		expect(await todoOf(town.desk, water, '2026-06-02')).toMatchObject([
			{
				kind: 'visit',
				about: '请在汛期前完成护坡',
				dueOn: '2026-06-22',
				href: `/tracker/${projectId}/opinions?opinion=${id}#opinion-${id}`
			}
		]);
		expect(await todoOf(town.desk, town.person('roads'), '2026-06-02')).toEqual([]);
		expect(await rate(id, 1, 'satisfied')).toMatchObject({ code: 'no-reply-yet' });
		expect(await reply(id, 1)).toMatchObject({ ok: true });
		expect(await todoOf(town.desk, water, '2026-06-03')).toEqual([]);
		expect(await reply(id, 1)).toMatchObject({ code: 'already-replied' });
		expect(await reply(id, 2)).toMatchObject({ code: 'already-replied' });
		const list = await superviseList(town.desk, author, { words: '', page: 1 });
		expect(list.mine).toMatchObject([{ id: projectId, toRate: 1, inGroup: true }]);
		expect((await superviseList(town.desk, colleague, { words: '', page: 1 })).mine[0]).toMatchObject({
			toRate: 0
		});

		expect(await rate(id, 1, 'satisfied', '', colleague)).toMatchObject({ code: 'not-the-author' });
		expect(await rate(id, 1, 'dissatisfied', ' ')).toMatchObject({ code: 'rating-reason' });
		// Fifteen working days from Thursday 4 June.
		expect(await rate(id, 1, 'dissatisfied', '没有写明责任人')).toMatchObject({
			value: { replyDueOn: '2026-06-25' }
		});
		expect(await rate(id, 1, 'satisfied')).toMatchObject({ code: 'already-rated' });
		expect(await todoOf(town.desk, water, '2026-06-05')).toMatchObject([
			{ kind: 'visit', dueOn: '2026-06-25' }
		]);
		expect(await reply(id, 2, '责任人为王五', noon('2026-06-30'))).toMatchObject({ ok: true });
		expect(await rate(id, 1, 'basic')).toMatchObject({ code: 'already-rated' });
		expect(await rate(id, 2, 'satisfied', '可以', author, noon('2026-07-01'))).toMatchObject({ ok: true });
		expect(await reply(id, 3)).toMatchObject({ code: 'already-replied' });
		const [own] = (await seenBy(author)).visits;
		expect(own).toMatchObject({
			stage: 'settled',
			dueOn: null,
			replies: [
				{ number: 1, dueOn: '2026-06-22', rating: { grade: 'dissatisfied', comment: '没有写明责任人' } },
				{ number: 2, dueOn: '2026-06-25', rating: { grade: 'satisfied' } }
			]
		});
	});

	test('is answered by its own unit alone, and only where something was asked', async () => {
		const id = await recorded();
		const [roads, office] = [town.person('roads'), town.person('supervision')];
		for (const who of [roads, office])
			expect(
				await replyOpinion(town.desk, who, { projectId, id, number: 1, text: '代答' }, monday)
			).toMatchObject({ code: 'not-your-unit' });
		const silent = await recorded({ opinion: '' });
		expect(await reply(silent, 1)).toMatchObject({ code: 'nothing-asked' });
		expect(await reply(crypto.randomUUID(), 1)).toMatchObject({ code: 'not-found' });
		// Two people of the unit press at once: one answer.
		const both = await Promise.all([reply(id, 1, '甲答'), reply(id, 1, '乙答')]);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	});

	test('shows a grade to its author, the unit and the office, and to no other deputy', async () => {
		const id = await recorded();
		await reply(id, 1);
		await rate(id, 1, 'dissatisfied', '没有写明责任人');
		expect((await seenBy(colleague)).visits[0]!.replies).toMatchObject([{ rating: null, rated: true }]);
		expect(JSON.stringify(await seenBy(colleague))).not.toMatch(/dissatisfied|责任人/);
		const read = (who: 'water' | 'roads' | 'supervision' | 'chair') =>
			projectOpinions(town.desk, town.person(who), projectId);
		for (const who of ['water', 'supervision', 'chair'] as const)
			expect((await read(who))!.rows[0]!.replies[0]!.rating).toMatchObject({ grade: 'dissatisfied' });
		expect(await read('roads')).toBeNull();
		// Neither the history, which every unit reads, nor the chain tells it.
		const lines = await town.read((tx) => tx.select().from(history));
		const chain = await town.database.sql`select * from desk.congress_audit`;
		expect(JSON.stringify([lines, chain])).not.toMatch(/dissatisfied|责任人|护坡/);
		expect(JSON.stringify(chain)).toContain('visit-rated');
	});

	test('is read by the group; another deputy reads what is public, and whoever left it his own', async () => {
		const id = await recorded();
		await reply(id, 1);
		await town.read((tx) =>
			tx.update(supervisor).set({ until: monday }).where(eq(supervisor.delegateId, author.id))
		);
		await record(sheet(), colleague);
		expect((await seenBy(author)).visits.map((one) => one.id)).toEqual([id]);
		expect((await seenBy(author)).supervisors).toEqual([]);
		expect(await rate(id, 1, 'basic')).toMatchObject({ ok: true });
		expect((await seenBy(colleague)).visits).toHaveLength(2);
	});

	test('whose reply waits for the author’s judgement comes first for him, in a group that he has left too', async () => {
		const id = await recorded();
		const toRate = async (who = author) =>
			(await superviseList(town.desk, who, { words: '', page: 1 })).toRate;
		await manyVisits(205);
		expect(await toRate()).toEqual([]);
		await reply(id, 1);
		await town.read((tx) =>
			tx.update(supervisor).set({ until: monday }).where(eq(supervisor.delegateId, author.id))
		);
		expect(await toRate()).toEqual([
			{
				...{ visitId: id, number: 1, projectId, projectName: '锦溪河水环境综合治理', unit: '镇水务站' },
				...{ opinion: '请在汛期前完成护坡', at: noon('2026-06-03').toISOString() }
			}
		]);
		expect(await toRate(colleague)).toEqual([]);
		// However many records are newer, the page that it leads to has it, above them.
		expect((await seenBy(author)).visits[0]).toMatchObject({ id, stage: 'answered' });
		await rate(id, 1, 'dissatisfied', '没有写明责任人');
		expect(await toRate()).toEqual([]);
		await reply(id, 2, '责任人为王五', noon('2026-06-05'));
		expect(await toRate()).toMatchObject([{ visitId: id, number: 2 }]);
		await rate(id, 2, 'satisfied');
		expect(await toRate()).toEqual([]);
	});

	test('that waits for its reply is on the first page of its unit, the most urgent first, and the others follow', async () => {
		const older = await recorded();
		const oldest = sheet({ visitedOn: '2026-05-25' });
		await record(oldest, colleague, noon('2026-05-25'));
		await manyVisits(205);
		const asked = async (wanted: { page?: number; opinion?: string }) =>
			(await projectOpinions(town.desk, town.person('water'), projectId, wanted))!;
		const page = (wanted?: number) => asked(wanted === undefined ? {} : { page: wanted });
		const first = await page();
		expect(first).toMatchObject({ total: 207, owed: 2, pageSize: 30, filter: { page: 1 } });
		expect(first.rows.slice(0, 3).map(({ id, stage }) => [id, stage])).toEqual([
			[oldest.id, 'waiting'],
			[older, 'waiting'],
			[expect.any(String), 'nothing-asked']
		]);
		await reply(oldest.id, 1);
		await rate(oldest.id, 1, 'dissatisfied', '没有写明责任人', colleague);
		// Its new term is the later one.
		expect((await page()).rows.slice(0, 2).map(({ id }) => id)).toEqual([older, oldest.id]);
		await reply(older, 1);
		expect(await page()).toMatchObject({ owed: 1 });
		const pages = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((wanted) => page(wanted)));
		const ids = pages.flatMap(({ rows }) => rows.map(({ id }) => id));
		expect(ids).toHaveLength(207);
		expect(new Set(ids).size).toBe(207);
		// Answered, it is one of the others again, by its day.
		expect(ids[0]).toBe(oldest.id);
		expect(ids.at(-1)).toBe(older);
		expect((await page(99)).filter).toEqual({ page: 7 });
		// A link to one opinion finds its page; a page that is asked for goes first.
		for (const place of [0, 29, 30, 100, 206])
			expect((await asked({ opinion: ids[place]! })).filter).toEqual({ page: Math.floor(place / 30) + 1 });
		expect((await asked({ opinion: older, page: 2 })).filter).toEqual({ page: 2 });
		expect((await asked({ opinion: crypto.randomUUID() })).filter).toEqual({ page: 1 });
	});

	test('is reminded of in each of its terms, escalated, and in the unit’s calendar', async () => {
		const id = await recorded();
		const { desk, congressId } = town;
		const night = async (day: string) => (await nightOf(desk, congressId, noon(day))).reminders;
		const texts = async () =>
			(await inboxOf(desk, town.person('water'))).rows
				.map(({ text }) => text)
				.filter((text) => /意见/.test(text));
		await night('2026-06-19');
		expect(await texts()).toEqual(['代表意见的答复将于 2026年6月22日 到期，请按时办理。']);
		await night('2026-06-29');
		const [escalated] = (await inboxOf(desk, town.person('supervision'))).rows.filter(({ kind }) =>
			kind.startsWith('visit')
		);
		expect(escalated).toMatchObject({
			kind: 'visit escalated 镇水务站',
			href: `/tracker/${projectId}/opinions?opinion=${id}#opinion-${id}`
		});
		await reply(id, 1, '已完成', noon('2026-06-30'));
		await rate(id, 1, 'dissatisfied', '没有完成', author, noon('2026-07-01'));
		await night('2026-07-21');
		expect((await texts())[0]).toBe('代表意见的第 2 次答复将于 2026年7月22日 到期，请按时办理。');
		const made = await makeCalendar(desk, town.person('water'), noon('2026-07-02'));
		if (!made.ok) throw new Error(made.code);
		expect((await unitTerms(desk, made.value.token))!.terms).toMatchObject([
			{ kind: 'visit', due_on: '2026-07-22' }
		]);
		await reply(id, 2, '现已完成', noon('2026-07-22'));
		expect(await night('2026-08-30')).toBe(0);
	});
});

describe('following', () => {
	test('is the deputy’s own list: on, off, twice the same, and in nobody’s history', async () => {
		const second = town.projects[1]!.id;
		const set = (wanted: boolean, id = second) =>
			followProject(town.desk, author, { projectId: id, wanted }, monday);
		const followed = async (who = author) =>
			(await superviseList(town.desk, who, { words: '', page: 1 })).followed.map(({ id }) => id);
		await set(true);
		await set(true);
		expect(await followed()).toEqual([second]);
		expect(await followed(colleague)).toEqual([]);
		// What one supervises stands in its own list only.
		await set(true, projectId);
		expect(await followed()).toEqual([second]);
		await set(false);
		await set(false);
		expect(await followed()).toEqual([]);
		expect(await town.read((tx) => tx.select().from(follow))).toHaveLength(1);
		const acts = (await town.read((tx) => tx.select().from(history))).map(({ act }) => act);
		expect(acts).toEqual(['supervisors-set']);
		const stranger = await insertTown(town.desk, '乙镇', '-b');
		expect(await set(true, stranger.projects[0]!.id)).toMatchObject({ code: 'not-found' });
		expect(await superviseProject(town.desk, author, stranger.projects[0]!.id)).toBeNull();
	});

	test('all projects are found by name and unit', async () => {
		const found = async (words: string) =>
			(await superviseList(town.desk, author, { words, page: 1 })).rows.map(({ name }) => name);
		expect(await found('')).toHaveLength(2);
		expect(await found('福勤路')).toEqual(['福勤路改造提升工程']);
		expect(await found('水务')).toEqual(['锦溪河水环境综合治理']);
		expect(await found('%')).toEqual([]);
		expect((await superviseList(town.desk, author, { words: '', page: 99 })).page).toBe(1);
	});
});

describe('the database itself', () => {
	const refused = (command: (tx: Tx) => Promise<unknown>) => refusedBy(town.read, command);
	const own = () => ({ congressId: town.congressId });

	test('takes no visit of a deputy outside the group', async () => {
		const values = { ...own(), ...sheet(), replyDueOn: '2026-06-22', at: monday };
		const insert = (changed: object) =>
			refused((tx) => tx.insert(visit).values({ ...values, delegateId: author.id, ...changed }));
		expect(await insert({ projectId: town.projects[1]!.id })).toBe('visit_by_the_group');
		expect(await insert({})).toBeNull();
	});

	test('takes no reply that is not asked for, and no rating of no reply or without a word', async () => {
		const id = await recorded();
		const silent = await recorded({ opinion: '' });
		const answer = (visitId: string, number: number) =>
			refused((tx) =>
				tx.insert(visitReply).values({ ...own(), visitId, number, text: '答', at: monday, by: '水务站' })
			);
		const judge = (number: number, changed: object = {}) =>
			refused((tx) =>
				tx.insert(visitRating).values({
					...{ ...own(), visitId: id, number, at: monday },
					...{ grade: 'dissatisfied', comment: '不够', replyDueOn: '2026-07-01' },
					...changed
				})
			);
		expect(await answer(silent, 1)).toBe('reply_is_asked_for');
		expect(await answer(id, 2)).toBe('reply_is_asked_for');
		expect(await judge(1)).toBe('rating_of_a_reply');
		expect(await answer(id, 1)).toBeNull();
		expect(await answer(id, 2)).toBe('reply_is_asked_for');
		expect(await judge(1, { comment: '' })).toBe('dissatisfied_asks_again');
		expect(await judge(1, { replyDueOn: null })).toBe('dissatisfied_asks_again');
		expect(await judge(1)).toBeNull();
		expect(await answer(id, 2)).toBeNull();
	});
});

test('a session counts all year with the deputy’s own card, and with no rehearsal’s', async () => {
	const cardId = randomBytes(8);
	const open = async (id: string, used: Uint8Array | null) => {
		await town.read((tx) =>
			tx.insert(session).values({
				id: sessionHash(id),
				congressId: town.congressId,
				userId: `delegate:${author.id}`,
				cardId: used,
				createdAt: new Date(),
				expiresAt: new Date(Date.now() + 3600_000)
			})
		);
		return deputySession(town.desk, author, id);
	};
	await town.read((tx) =>
		tx.insert(card).values({
			congressId: town.congressId,
			delegateId: author.id,
			cardId,
			publicKey: randomBytes(32),
			state: 'active',
			issuedAt: monday
		})
	);
	expect(await open('with-own-card', cardId)).toBe('deputy');
	expect(await open('with-another', randomBytes(8))).toBe('rehearsal-card');
	await town.read((tx) =>
		tx
			.update(card)
			.set({ state: 'revoked', revokedAt: monday, revokedFor: '挂失' })
			.where(eq(card.delegateId, author.id))
	);
	expect(await deputySession(town.desk, author, 'with-own-card')).toBe('rehearsal-card');
	await town.read((tx) => tx.update(delegate).set({ active: false }).where(eq(delegate.id, author.id)));
	expect(await deputySession(town.desk, author, 'with-own-card')).toBe('former-deputy');
});
