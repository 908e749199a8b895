import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DelegateActor } from '#lib/server/auth/actor.ts';
import { evidence, standing } from '#lib/server/db/tracker-schema.ts';
import { followPage } from '#lib/server/queries/follow-page.ts';
import { reviewsFor, todoOf } from '#lib/server/queries/follow-work.ts';
import { inboxOf } from '#lib/server/queries/inbox.ts';
import { officeBoard } from '#lib/server/queries/office-board.ts';
import { owedOpinions } from '#lib/server/queries/owed-opinions.ts';
import { publicProjectRecord } from '#lib/server/queries/public-project-record.ts';
import { everything, publicProjects } from '#lib/server/queries/public-projects.ts';
import { publicProjectPage } from '#lib/server/queries/public-project.ts';
import { superviseProject } from '#lib/server/queries/supervise-project.ts';
import { unitTerms } from '#lib/server/queries/unit-terms.ts';
import { addEvidence } from '#lib/server/tracker/add-evidence.ts';
import { addVisitPhoto } from '#lib/server/tracker/add-visit-photo.ts';
import { makeCalendar } from '#lib/server/tracker/make-calendar.ts';
import { nightOf } from '#lib/server/tracker/night-of.ts';
import { correctFigures, publishCorrection } from '#lib/server/tracker/publish-correction.ts';
import { rateReply } from '#lib/server/tracker/rate-reply.ts';
import { recordVisit, type VisitInput } from '#lib/server/tracker/record-visit.ts';
import { replyOpinion } from '#lib/server/tracker/reply-opinion.ts';
import { setSupervisors } from '#lib/server/tracker/set-supervisors.ts';
import {
	issueSupervision,
	replySupervision,
	settleSupervision
} from '#lib/server/tracker/supervision-acts.ts';
import { withdrawEvidence } from '#lib/server/tracker/withdraw-evidence.ts';
import { submitReport } from '#lib/server/tracker/write-report.ts';
import { followFilter } from '#lib/wire/tracker.ts';
import { replaceProject } from '../support/replace-project.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver, reportDraft, reportedMonth } from '../support/tracker-steps.ts';

// What still works on a project that the congress has replaced on 5 June: its page stays public, and who waits, waits.

let town: TrackedTown;
let projectId: string;
let author: DelegateActor;
const after = noon('2026-06-08');

beforeEach(async () => {
	town = await trackedTown();
	projectId = await handedOver(town);
	author = town.deputies[0]!;
	await setSupervisors(
		town.desk,
		town.person('supervision'),
		{ projectId, leader: '张三', presidium: 3, deputies: [1, 2] },
		noon('2026-02-20')
	);
});
afterEach(() => town.leave());

const page = async () => (await publicProjectPage(town.desk, projectId))!;
const picture = (background: string) =>
	sharp({ create: { width: 400, height: 300, channels: 3, background } })
		.jpeg()
		.toBuffer();

describe('its public page', () => {
	const correction = {
		subject: '月报内容',
		before: '清淤 1.4 公里',
		after: '清淤 1.2 公里',
		reason: '多计了'
	};

	test('is corrected in its words', async () => {
		await replaceProject(town);
		const publish = (who: 'supervision' | 'water') =>
			publishCorrection(town.desk, town.person(who), { projectId, ...correction }, after);
		expect(await publish('water')).toMatchObject({ code: 'forbidden' });
		expect(await publish('supervision')).toMatchObject({ ok: true });
		expect((await page()).corrections).toMatchObject([correction]);
	});

	test('is corrected in its figures, a report that nobody decides any more being no hindrance', async () => {
		await reportedMonth(town, '2026-03', '2026-04-02', { percent: '20' });
		await submitReport(
			town.desk,
			town.person('water'),
			{ projectId, month: '2026-04', revision: 0, draft: reportDraft({ percent: '30' }) },
			noon('2026-05-02')
		);
		const correct = () =>
			correctFigures(
				town.desk,
				town.person('supervision'),
				{
					...{ projectId, percent: 18, arrivedFen: 80_000_000, paidFen: 60_000_000 },
					...{ explanation: '', reason: '多计了未验收的长度' }
				},
				after
			);
		expect(await correct()).toMatchObject({ code: 'report-waits' });
		await replaceProject(town);
		const { light } = await page();
		expect(await correct()).toMatchObject({ ok: true });
		expect(await page()).toMatchObject({
			...{ percent: 18, light, asOf: '2026-03-31' },
			funds: { arrivedFen: 80_000_000, paidFen: 60_000_000 }
		});
		expect((await page()).corrections).toHaveLength(2);
	});

	test('loses a photograph that may not stay, by the office and by its unit', async () => {
		const add = async (background: string) => {
			const added = await addEvidence(
				town.desk,
				town.person('water'),
				{
					...{ projectId, slot: 'before', caption: '施工前', takenOn: '2026-03-01', cameraDay: '' },
					...{ bytes: await picture(background), uploadDir: town.uploadDir }
				},
				noon('2026-04-01')
			);
			if (!added.ok) throw new Error(added.code);
			return added.value.id;
		};
		const ids = [await add('#123456'), await add('#654321')];
		await replaceProject(town);
		expect((await page()).photoCount).toBe(2);
		for (const [i, who] of (['supervision', 'water'] as const).entries())
			expect(
				await withdrawEvidence(
					town.desk,
					town.person(who),
					{ projectId, id: ids[i]!, reason: '拍到他人面部' },
					after
				)
			).toMatchObject({ ok: true });
		expect((await page()).photoCount).toBe(0);
	});
});

describe('a deputy who has asked', () => {
	const sheet = (changed: Partial<VisitInput> = {}): VisitInput => ({
		...{ id: crypto.randomUUID(), projectId, kind: 'visit', visitedOn: '2026-06-01', companions: [] },
		...{ found: '护坡已完成一半', opinion: '请说明已完成部分如何处理' },
		...changed
	});
	const record = (input: VisitInput, at = noon('2026-06-01')) => recordVisit(town.desk, author, input, at);
	const seen = async () => (await superviseProject(town.desk, author, projectId))!;

	test('gets the reply and judges it, and what is owed is on every list until then', async () => {
		const input = sheet();
		await record(input);
		await replaceProject(town);
		const water = town.person('water');
		const opinions = async () => ({
			todo: (await todoOf(town.desk, water, '2026-06-25')).filter(({ kind }) => kind === 'visit').length,
			owed: (
				await owedOpinions(
					town.desk,
					town.person('supervision'),
					{ year: null, unit: '', late: false, page: 1 },
					'2026-06-25'
				)
			).total,
			board: (await officeBoard(town.desk, town.person('supervision'), 2026, '2026-06-25')).opinions
		});
		expect(await opinions()).toEqual({ todo: 1, owed: 1, board: 1 });
		const made = await makeCalendar(town.desk, water);
		if (!made.ok) throw new Error(made.code);
		const terms = await unitTerms(town.desk, made.value.token, noon('2026-06-08'));
		expect(terms!.terms.filter((term) => term.project_id === projectId)).toMatchObject([{ kind: 'visit' }]);
		await nightOf(town.desk, town.congressId, noon('2026-06-23'));
		const inbox = await inboxOf(town.desk, water);
		const urged = inbox.rows.filter((one) => one.projectId === projectId && one.dueOn !== null);
		expect(urged).toHaveLength(1);

		const reply = { projectId, id: input.id, number: 1, text: '已完成部分移交涌山村管护' };
		expect(await replyOpinion(town.desk, water, reply, after)).toMatchObject({ ok: true });
		expect(await opinions()).toEqual({ todo: 0, owed: 0, board: 0 });
		const grade = { projectId, id: input.id, number: 1, grade: 'satisfied' as const, comment: '' };
		expect(await rateReply(town.desk, author, grade, after)).toMatchObject({ ok: true });
		expect((await seen()).visits).toMatchObject([{ stage: 'settled' }]);
	});

	test('hands in no new record, but one that had arrived is known again and takes its photographs', async () => {
		const input = sheet();
		await record(input);
		await replaceProject(town);
		expect(await record(sheet(), after)).toMatchObject({ code: 'project-replaced' });
		expect(await record(input, after)).toMatchObject({ value: { id: input.id, again: true } });
		const photo = {
			...{ projectId, visitId: input.id, caption: '护坡', uploadDir: town.uploadDir },
			bytes: await picture('#4d7a5a')
		};
		expect(await addVisitPhoto(town.desk, author, photo, after)).toMatchObject({ ok: true });
		const kept = await town.read((tx) => tx.select().from(evidence).where(eq(evidence.visitId, input.id)));
		expect(kept).toHaveLength(1);
	});
});

test('a notice that it has left open asks for no reply, and is on the office’s list until it is closed', async () => {
	const [office, water] = [town.person('supervision'), town.person('water')];
	const issue = () =>
		issueSupervision(
			town.desk,
			office,
			{
				...{ projectId, kind: 'notice', reference: '涌人督〔2026〕3号', heldOn: '2026-06-01', people: '' },
				...{ text: '请说明停工原因', dueOn: '2026-06-20' }
			},
			noon('2026-06-01')
		);
	const issued = await issue();
	if (!issued.ok) throw new Error(issued.code);
	const { id } = issued.value;
	const waiting = async () => (await reviewsFor(town.desk, office)).filter(({ kind }) => kind === 'act-left');
	const left = async () => (await waiting()).map(({ about }) => about);
	expect(await left()).toEqual([]);
	await replaceProject(town);
	expect(await issue()).toMatchObject({ code: 'project-replaced' });
	expect(
		await replySupervision(town.desk, water, { projectId, id, number: 1, text: '已停工' }, after)
	).toMatchObject({
		code: 'project-replaced'
	});
	expect(await todoOf(town.desk, water, '2026-06-19')).toEqual([]);
	expect(await left()).toEqual(['涌人督〔2026〕3号']);
	// Since the project was replaced, not since the notice was issued.
	expect((await waiting())[0]).toMatchObject({ act: 'notice', since: expect.stringMatching(/^2026-06-05/) });
	const settle = (verdict: 'closed' | 'open') =>
		settleSupervision(
			town.desk,
			office,
			{ projectId, id, over: 'open-0', verdict, words: '项目已更换，不再督办', dueOn: '2026-06-30' },
			after
		);
	expect(await settle('open')).toMatchObject({ code: 'project-replaced' });
	expect(await settle('closed')).toMatchObject({ ok: true });
	expect(await left()).toEqual([]);
});

test('it has no next step and comes behind all that are followed up, whatever its last light was', async () => {
	const publicly = async () =>
		(await publicProjects(town.desk, { ...everything, light: 'red' }, { limit: 10 })).map(({ id }) => id);
	const listed = async () => {
		const filter = followFilter(new URLSearchParams());
		const { rows } = await followPage(town.desk, town.person('supervision'), filter, 'weight');
		return rows.map(({ id, next }) => [id, next?.name ?? null]);
	};
	await town.read((tx) => tx.update(standing).set({ light: 'red' }).where(eq(standing.projectId, projectId)));
	expect((await listed())[0]).toEqual([projectId, '开工']);
	expect(await publicly()).toEqual([projectId]);
	expect((await publicProjectRecord(town.desk, projectId))!.head.milestones.next).not.toBeNull();
	await replaceProject(town);
	expect((await listed()).at(-1)).toEqual([projectId, null]);
	expect(await publicly()).toEqual([]);
	expect((await publicProjectRecord(town.desk, projectId))!.head.milestones).toMatchObject({
		...{ total: 4, next: null }
	});
});

test('a reminder that was written before urges nobody any more', async () => {
	const inbox = () => inboxOf(town.desk, town.person('water'));
	await nightOf(town.desk, town.congressId, noon('2026-04-02'));
	const { unread, rows } = await inbox();
	expect(unread).toBeGreaterThan(0);
	expect(rows.every(({ replaced }) => replaced)).toBe(false);
	await replaceProject(town);
	const after = await inbox();
	const urging = after.rows.filter(({ dueOn }) => dueOn !== null);
	expect(urging).toHaveLength(rows.filter(({ dueOn }) => dueOn !== null).length);
	expect(urging.every(({ read, replaced }) => read && replaced)).toBe(true);
	expect(after.rows.filter(({ read }) => !read).map(({ kind }) => kind)).toEqual([
		'told change-approved',
		'told plan-approved 1'
	]);
});
