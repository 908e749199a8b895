import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { feedbackLimits } from '#lib/domain/tracker/feedback.ts';
import { defaultSettings } from '#lib/domain/tracker/settings.ts';
import { addDays } from '#lib/domain/tracker/workdays.ts';
import type { StaffActor } from '#lib/server/auth/actor.ts';
import { inCongress, violatedConstraint } from '#lib/server/db/client.ts';
import { feedback, feedbackDay, history, project, residentRating } from '#lib/server/db/tracker-schema.ts';
import { feedbackByReceipt } from '#lib/server/queries/feedback-receipt.ts';
import { feedbackDesk } from '#lib/server/queries/feedback-desk.ts';
import { inboxOf } from '#lib/server/queries/inbox.ts';
import { officeBoard } from '#lib/server/queries/office-board.ts';
import { reviewsFor, todoOf } from '#lib/server/queries/follow-work.ts';
import { messageDays } from '#lib/server/queries/message-days.ts';
import { unitTerms } from '#lib/server/queries/unit-terms.ts';
import { publicProjectPage } from '#lib/server/queries/public-project.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { draftFeedbackReply } from '#lib/server/tracker/draft-feedback-reply.ts';
import {
	closeFeedback,
	decideFeedback,
	eraseContact,
	forwardFeedback,
	replyFeedback
} from '#lib/server/tracker/moderate-feedback.ts';
import { makeCalendar } from '#lib/server/tracker/make-calendar.ts';
import { nightOf } from '#lib/server/tracker/night-of.ts';
import { rateProject } from '#lib/server/tracker/rate-project.ts';
import { setTrackerSettings } from '#lib/server/tracker/set-tracker-settings.ts';
import { receiptHash, messageKey, writeFeedback } from '#lib/server/tracker/write-feedback.ts';
import type { FeedbackList } from '#lib/wire/project-page.ts';
import { substituteSheet } from '../support/substitute-sheet.ts';
import { insertTown, noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';

let town: TrackedTown;
let projectId: string;
beforeEach(async () => {
	town = await trackedTown();
	projectId = town.projects[0]!.id;
});
afterEach(() => town.leave());

const day = noon('2026-05-20');
const write = (changed: Partial<Parameters<typeof writeFeedback>[1]> = {}, now = day) =>
	writeFeedback(
		town.desk,
		{
			...{ projectId, key: crypto.randomUUID(), text: '河边没有护栏', contact: '13800000000' },
			...{ address: '10.0.0.1', ...changed }
		},
		now
	);
const written = async (changed: Parameters<typeof write>[0] = {}): Promise<string> => {
	const result = await write(changed);
	if (!result.ok) throw new Error(result.code);
	return result.value.receipt;
};
const rows = () => town.read((tx) => tx.select().from(feedback));
const onlyRow = async () => {
	const [row, ...others] = await rows();
	expect(others).toEqual([]);
	return row!;
};
const receipt = (number: string) => feedbackByReceipt(town.desk, receiptHash(town.desk, number));
const shown = async () => (await publicProjectPage(town.desk, projectId))!.messages;
const listAsked = (list: FeedbackList) => ({
	...{ list, projectId: null, unit: null, year: null, late: false },
	...{ page: 1, today: '2026-05-20' }
});
const office = () => town.person('supervision');
const messagesFor = async (who: ReturnType<typeof office>) =>
	(await reviewsFor(town.desk, who)).filter(({ kind }) => kind !== 'assignment');

async function replaceProject(): Promise<void> {
	const after = { replacement: '另一个项目' };
	const reason = '选址不可行，须更换为另一个项目';
	const asked = await askChange(
		town.desk,
		town.person('water'),
		{ projectId, kind: 'replace', after, reason },
		day
	);
	if (!asked.ok) throw new Error(asked.code);
	const decision = {
		by: 'congress' as const,
		reference: '涌人〔2026〕9号',
		decidedOn: '2026-05-20',
		substitute: substituteSheet(),
		note: ''
	};
	const { id } = asked.value;
	await decideChange(
		town.desk,
		town.person('chair'),
		{ projectId, id, verdict: 'approved', ...decision },
		day
	);
}

test('a message whose answer was lost is sent again as the same one, under the same receipt', async () => {
	const key = messageKey(day);
	const first = await written({ key });
	// From another network: the telephone has left the house.
	expect(await written({ key, address: '10.9.0.1' })).toBe(first);
	expect(await receipt(first)).not.toBeNull();
	await onlyRow();
	const [twice] = await Promise.all([written({ key, text: '路灯不亮' }), written({ key, text: '路灯不亮' })]);
	expect(await rows()).toHaveLength(2);
	// Neither other words of the same page nor the same words of a later one are that message.
	expect(twice).not.toBe(first);
	expect(await written({ key: messageKey(noon('2026-05-21')) })).not.toBe(first);
	const counts = await town.read((tx) => tx.select().from(feedbackDay));
	expect(counts.find(({ sender }) => sender.startsWith('project'))!.count).toBe(3);
});

test('a message waits, is shown, passed to the unit, drafted, answered, and its contact goes', async () => {
	const number = await written();
	expect(number).toMatch(/^\d{16}$/);
	const first = await onlyRow();
	expect(first.receiptHash).not.toContain(number);
	expect(await shown()).toEqual([]);
	expect(await receipt(number)).toMatchObject({ state: 'waiting', text: '河边没有护栏', reply: '' });
	expect(JSON.stringify(await receipt(number))).not.toContain('13800000000');
	expect(await messagesFor(office())).toMatchObject([
		{ kind: 'feedback', about: '1', href: `/tracker/feedback?list=waiting&project=${projectId}` }
	]);
	expect(await messagesFor(town.person('chair'))).toEqual([]);

	const { id } = first;
	const step = { id, revision: 0, verdict: 'show' as const, reason: '' };
	expect(await decideFeedback(town.desk, office(), step, day)).toMatchObject({ ok: true });
	expect(await shown()).toMatchObject([{ text: '河边没有护栏', reply: '' }]);
	expect(
		await forwardFeedback(town.desk, office(), { id, revision: 1, note: '请说明何时安装' }, day)
	).toMatchObject({
		ok: true
	});
	const passedOn = await feedbackDesk(town.desk, town.person('water'), listAsked('open'));
	expect(passedOn.rows).toMatchObject([{ text: '河边没有护栏', contact: '', forwardNote: '请说明何时安装' }]);
	expect(await todoOf(town.desk, town.person('water'), '2026-05-20')).toMatchObject([
		{ kind: 'feedback', about: '1', href: `/tracker/feedback?list=open&project=${projectId}` }
	]);

	const draft = { id, revision: 2, draft: '六月底前装好' };
	expect(await draftFeedbackReply(town.desk, town.person('water'), draft, day)).toMatchObject({ ok: true });
	expect(await todoOf(town.desk, town.person('water'), '2026-05-20')).toEqual([]);
	expect(await messagesFor(office())).toMatchObject([{ kind: 'feedback-draft', about: '1' }]);
	expect(await shown()).toMatchObject([{ reply: '' }]);
	expect((await onlyRow()).contact).toBe('13800000000');
	const reply = { id, revision: 3, reply: '护栏六月底前装好。' };
	expect(await replyFeedback(town.desk, office(), reply, day)).toMatchObject({ ok: true });
	const signed = { reply: '护栏六月底前装好。', replyUnit: '镇水务站' };
	expect(await shown()).toMatchObject([{ ...signed, repliedAt: day.toISOString() }]);
	expect(await receipt(number)).toMatchObject({
		...{ ...signed, state: 'shown', congressName: '涌山镇人民代表大会' }
	});
	expect(await onlyRow()).toMatchObject({ contact: '', revision: 4 });
	const acts = await town.read((tx) => tx.select({ act: history.act, text: history.changes }).from(history));
	expect(acts.map(({ act }) => act)).toEqual([
		...['feedback-shown', 'feedback-forwarded', 'feedback-drafted', 'feedback-answered']
	]);
	const chain = await town.database.sql<{ act: string }[]>`select act from desk.congress_audit order by seq`;
	expect(chain.map(({ act }) => act)).toEqual(acts.map(({ act }) => act));
});

test('a reply is signed by who wrote it: the unit of the draft after a hand-over too, or the office alone', async () => {
	for (const text of ['河边没有护栏', '路灯不亮']) await written({ text });
	const ids = Object.fromEntries((await rows()).map(({ text, id }) => [text, id]));
	const [rail, lamp] = [ids['河边没有护栏']!, ids['路灯不亮']!];
	for (const id of [rail, lamp]) {
		await decideFeedback(town.desk, office(), { id, revision: 0, verdict: 'show', reason: '' }, day);
		await forwardFeedback(town.desk, office(), { id, revision: 1, note: '' }, day);
		const draft = { id, revision: 2, draft: '您好。六月底前装好。' };
		expect(await draftFeedbackReply(town.desk, town.person('water'), draft, day)).toMatchObject({ ok: true });
	}
	await town.read((tx) => tx.update(project).set({ unit: '镇村镇建设办' }).where(eq(project.id, projectId)));
	for (const [id, reply] of [
		[rail, '护栏六月底前装好。'],
		[lamp, '您好。路灯由供电所维修。']
	] as const)
		await replyFeedback(town.desk, office(), { id, revision: 3, reply }, day);
	expect(Object.fromEntries((await shown()).map(({ text, replyUnit }) => [text, replyUnit]))).toEqual({
		...{ 河边没有护栏: '镇水务站', 路灯不亮: '' }
	});
	const resigned = town.read((tx) => tx.update(feedback).set({ replyUnit: '镇村镇建设办' }));
	await expect(resigned).rejects.toThrow();
});

test('a message that was passed on is a term of the unit: reminders, escalation and its calendar', async () => {
	const unit = town.person('water');
	await written();
	const { id, replyDueOn } = await onlyRow();
	await decideFeedback(town.desk, office(), { id, revision: 0, verdict: 'show', reason: '' }, day);
	const made = await makeCalendar(town.desk, unit);
	if (!made.ok) throw new Error(made.code);
	const terms = async () =>
		(await unitTerms(town.desk, made.value.token, day))!.terms.filter(({ kind }) => kind === 'feedback');
	const told = async (who: StaffActor) =>
		(await inboxOf(town.desk, who)).rows.filter(({ kind }) => kind.startsWith('feedback'));
	const night = (date: string) => nightOf(town.desk, town.congressId, noon(date));
	await night(replyDueOn);
	expect([await terms(), await told(unit)]).toEqual([[], []]);

	await forwardFeedback(town.desk, office(), { id, revision: 1, note: '' }, day);
	expect(await terms()).toMatchObject([
		{ id, project_id: projectId, about: '2026-05-20', due_on: replyDueOn, sequence: 0 }
	]);
	await night(replyDueOn);
	await night(replyDueOn);
	expect(await told(unit)).toMatchObject([
		{
			text: expect.stringMatching(/^2026年5月20日居民留言的答复将于/),
			href: `/tracker/feedback?list=open&project=${projectId}`
		}
	]);
	expect(await told(office())).toEqual([]);
	await night(addDays(replyDueOn, 14));
	expect(await told(unit)).toHaveLength(2);
	expect(await told(office())).toMatchObject([{ escalated: true, read: false }]);
	expect(await told(town.person('roads'))).toEqual([]);

	const draft = { id, revision: 2, draft: '六月底前装好' };
	expect(await draftFeedbackReply(town.desk, unit, draft, day)).toMatchObject({ ok: true });
	expect(await terms()).toEqual([]);
	expect((await night(addDays(replyDueOn, 30))).reminders).toBe(0);

	// Its draft was no answer: it waits for the unit again, past its day, and both hear of that once more.
	const later = noon(addDays(replyDueOn, 31));
	await forwardFeedback(town.desk, office(), { id, revision: 3, note: '请写明完成时间' }, later);
	expect((await night(addDays(replyDueOn, 31))).reminders).toBe(2);
	expect((await night(addDays(replyDueOn, 31))).reminders).toBe(0);
	expect([(await told(unit)).length, (await told(office())).length]).toEqual([3, 2]);
});

test('a message that needs no answer is closed, owed by nobody, and answered after all where it does', async () => {
	const [unit, far] = [town.person('water'), '2027-01-04'];
	const number = await written({ text: '护栏装好了，谢谢' });
	const { id } = await onlyRow();
	const close = (revision: number, who = office()) => closeFeedback(town.desk, who, { id, revision }, day);
	expect(await close(0)).toMatchObject({ code: 'feedback-not-decided' });
	await decideFeedback(town.desk, office(), { id, revision: 0, verdict: 'show', reason: '' }, day);
	await forwardFeedback(town.desk, office(), { id, revision: 1, note: '' }, day);
	const made = await makeCalendar(town.desk, unit);
	if (!made.ok) throw new Error(made.code);
	const owed = async () => {
		const board = await officeBoard(town.desk, office(), 2026, far);
		const terms = (await unitTerms(town.desk, made.value.token, day))!.terms;
		return {
			late: board.lateMessages,
			todo: (await todoOf(town.desk, unit, far)).filter(({ kind }) => kind === 'feedback').length,
			term: terms.filter(({ kind }) => kind === 'feedback').length,
			open: (await feedbackDesk(town.desk, unit, listAsked('open'))).counts
		};
	};
	expect(await owed()).toMatchObject({ late: 1, todo: 1, term: 1, open: { open: 1, closed: 0 } });
	expect(await close(2, unit)).toMatchObject({ code: 'forbidden' });
	expect(await close(1)).toMatchObject({ code: 'feedback-changed' });
	expect(await close(2)).toMatchObject({ ok: true });
	expect(await owed()).toMatchObject({ late: 0, todo: 0, term: 0, open: { open: 0, closed: 1 } });
	expect((await nightOf(town.desk, town.congressId, noon(far))).reminders).toBe(0);
	expect(await close(3)).toMatchObject({ code: 'feedback-no-reply' });
	const draft = { id, revision: 3, draft: '不客气' };
	expect(await draftFeedbackReply(town.desk, unit, draft, day)).toMatchObject({ code: 'feedback-no-reply' });
	expect(await shown()).toMatchObject([{ text: '护栏装好了，谢谢', reply: '' }]);
	expect(await receipt(number)).toMatchObject({ state: 'shown', noReply: true, reply: '' });
	expect((await onlyRow()).contact).toBe('');

	// As a build does it that knows nothing of it.
	await town.read((tx) => tx.update(feedback).set({ forwardedAt: noon('2026-05-21') }));
	expect((await onlyRow()).noReplyAt).toBeNull();
	await town.read((tx) => tx.update(feedback).set({ noReplyAt: day }));

	await forwardFeedback(town.desk, office(), { id, revision: 3, note: '' }, day);
	expect(await owed()).toMatchObject({ late: 1, todo: 1, term: 1, open: { open: 1, closed: 0 } });
	expect(await close(4)).toMatchObject({ ok: true });
	expect(await replyFeedback(town.desk, office(), { id, revision: 5, reply: '感谢支持' }, day)).toMatchObject(
		{
			ok: true
		}
	);
	expect(await receipt(number)).toMatchObject({ noReply: false, reply: '感谢支持' });
	expect(await close(6)).toMatchObject({ code: 'feedback-answered' });
	const acts = await town.read((tx) => tx.select({ act: history.act }).from(history));
	expect(acts.filter(({ act }) => act === 'feedback-no-reply')).toHaveLength(2);
});

test('the days that a message was promised stand, whatever the settings say later', async () => {
	await written();
	const calendar = { holidays: ['2026-05-21', '2026-05-22'], workdays: [] };
	const shorter = { messageReviewDays: 2, messageReplyDays: 10 };
	expect(await messageDays(town.desk, projectId)).toEqual({ messageReviewDays: 3, messageReplyDays: 15 });
	const set = await setTrackerSettings(
		town.desk,
		office(),
		{ version: 0, values: { ...defaultSettings, ...shorter, calendar }, reason: '市政府通知' },
		day
	);
	expect(set).toMatchObject({ ok: true });
	expect(await messageDays(town.desk, projectId)).toEqual(shorter);
	const number = await written({ text: '路灯不亮' });
	expect(await receipt(number)).toMatchObject({ reviewDueOn: '2026-05-26', replyDueOn: '2026-06-05' });
	const waiting = await feedbackDesk(town.desk, office(), listAsked('waiting'));
	expect(Object.fromEntries(waiting.rows.map(({ text, dueOn }) => [text, dueOn]))).toEqual({
		河边没有护栏: '2026-05-25',
		路灯不亮: '2026-05-26'
	});
	for (const { id } of await rows())
		await decideFeedback(town.desk, office(), { id, revision: 0, verdict: 'show', reason: '' }, day);
	const open = await feedbackDesk(town.desk, office(), listAsked('open'));
	expect(open.rows.map(({ dueOn }) => dueOn).sort()).toEqual(['2026-06-05', '2026-06-10']);
	const moved = town.read((tx) => tx.update(feedback).set({ replyDueOn: '2027-01-01' }));
	await expect(moved).rejects.toThrow();
});

test('of two people at one message the second is told who was first, and changes nothing', async () => {
	await written();
	const { id } = await onlyRow();
	const outcomes = await Promise.all([
		decideFeedback(town.desk, office(), { id, revision: 0, verdict: 'show', reason: '' }, day),
		decideFeedback(
			town.desk,
			town.person('office'),
			{ id, revision: 0, verdict: 'keep-back', reason: '无关' },
			day
		)
	]);
	expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
	const second = outcomes.find(({ ok }) => !ok)!;
	const row = await onlyRow();
	expect(second).toMatchObject({ code: 'feedback-changed', detail: { by: row.changedBy } });
	expect(row.revision).toBe(1);
});

test('a message is kept back with a reason, which its writer reads, and can be shown after all', async () => {
	const number = await written();
	const { id } = await onlyRow();
	const keep = { id, revision: 0, verdict: 'keep-back' as const, reason: ' ' };
	expect(await decideFeedback(town.desk, office(), keep, day)).toMatchObject({ code: 'reason-needed' });
	await decideFeedback(town.desk, office(), { ...keep, reason: '含个人信息' }, day);
	expect(await receipt(number)).toMatchObject({ state: 'kept-back', reason: '含个人信息' });
	expect(await shown()).toEqual([]);
	await decideFeedback(town.desk, office(), { id, revision: 1, verdict: 'show', reason: '' }, day);
	expect(await receipt(number)).toMatchObject({ state: 'shown', reason: '' });
	expect(await shown()).toHaveLength(1);
});

test('only the office decides, only the asked unit drafts, and another congress finds nothing', async () => {
	await written();
	const { id } = await onlyRow();
	const show = { id, revision: 0, verdict: 'show' as const, reason: '' };
	expect(await forwardFeedback(town.desk, office(), { id, revision: 0, note: '' }, day)).toMatchObject({
		code: 'feedback-not-decided'
	});
	for (const who of ['water', 'roads', 'chair'] as const)
		expect(await decideFeedback(town.desk, town.person(who), show, day)).toMatchObject({ code: 'forbidden' });
	await decideFeedback(town.desk, office(), show, day);
	const draft = { id, revision: 1, draft: '草稿' };
	expect(await draftFeedbackReply(town.desk, town.person('water'), draft, day)).toMatchObject({
		code: 'not-your-unit'
	});
	await forwardFeedback(town.desk, office(), { id, revision: 1, note: '' }, day);
	const asked = { id, revision: 2, draft: '草稿' };
	for (const who of ['roads', 'supervision', 'chair'] as const)
		expect(await draftFeedbackReply(town.desk, town.person(who), asked, day)).toMatchObject({
			code: 'not-your-unit'
		});
	for (const who of ['water', 'chair'] as const)
		expect(
			await replyFeedback(town.desk, town.person(who), { id, revision: 2, reply: '答复' }, day)
		).toMatchObject({ code: 'forbidden' });
	const all = listAsked('open');
	expect((await feedbackDesk(town.desk, town.person('roads'), all)).rows).toEqual([]);
	expect((await feedbackDesk(town.desk, town.person('roads'), { ...all, projectId })).rows).toEqual([]);

	const other = await insertTown(town.desk, '另一镇', '-b');
	const stranger: StaffActor = other.person('supervision');
	const tries = { id, revision: 2 };
	for (const refused of [
		await decideFeedback(town.desk, stranger, { ...tries, verdict: 'keep-back', reason: '试探' }, day),
		await forwardFeedback(town.desk, stranger, { ...tries, note: '' }, day),
		await replyFeedback(town.desk, stranger, { ...tries, reply: '试探' }, day),
		await draftFeedbackReply(town.desk, other.person('water'), { ...tries, draft: '试探' }, day)
	])
		expect(refused).toMatchObject({ code: 'not-found' });
	expect((await feedbackDesk(town.desk, stranger, all)).rows).toEqual([]);
	expect((await onlyRow()).revision).toBe(2);
});

test('an address and a project take so many messages a day, refused ones do not count, and the night forgets', async () => {
	const { perAddress, perProject } = feedbackLimits;
	for (let i = 0; i < perAddress; i++) await written();
	expect(await write()).toMatchObject({ code: 'too-many-messages', detail: { most: perAddress } });
	expect(await write({}, noon('2026-05-21'))).toMatchObject({ ok: true });
	expect(await write({ projectId: town.projects[1]!.id })).toMatchObject({ code: 'too-many-messages' });
	for (let i = perAddress; i < perProject; i++) await written({ address: `10.0.1.${i}` });
	expect(await write({ address: '10.9.9.9' })).toMatchObject({ code: 'too-many-on-project' });
	expect(await write({ address: '10.9.9.9', projectId: town.projects[1]!.id })).toMatchObject({ ok: true });
	const counts = await town.read((tx) => tx.select().from(feedbackDay));
	expect(counts.length).toBeGreaterThan(3);
	expect(JSON.stringify(counts)).not.toContain('10.0.0.1');
	// The same address is another sender in another town and on another day.
	expect(new Set(counts.map(({ sender }) => sender)).size).toBe(counts.length - 1);
	await nightOf(town.desk, town.congressId, noon('2026-05-21'));
	const left = await town.read((tx) => tx.select({ on: feedbackDay.day }).from(feedbackDay));
	expect(left.map(({ on }) => on)).toEqual(['2026-05-21', '2026-05-21']);
});

test('the contact of a message that nobody answered goes after 60 days, the message stays', async () => {
	// The first and the last message of a day.
	const early = await write({ text: '清早' }, new Date('2026-05-20T00:20:00+08:00'));
	const late = await write({ text: '深夜' }, new Date('2026-05-20T23:50:00+08:00'));
	expect([early.ok, late.ok]).toEqual([true, true]);
	const on = async (date: string) => {
		await nightOf(town.desk, town.congressId, new Date(`${date}T00:10:00+08:00`));
		return (await rows()).map(({ contact }) => contact);
	};
	expect(await on('2026-07-18')).toEqual(['13800000000', '13800000000']);
	expect(await on('2026-07-19')).toEqual(['', '']);
	expect((await rows()).map(({ text }) => text).sort()).toEqual(['深夜', '清早']);
});

test('a contact goes at once where its writer asks for it, and the office alone can do that', async () => {
	await written();
	const { id } = await onlyRow();
	const erase = (who: StaffActor) => eraseContact(town.desk, who, { id, revision: 0 }, day);
	expect(await erase(town.person('water'))).toMatchObject({ code: 'forbidden' });
	expect((await onlyRow()).contact).not.toBe('');
	expect(await erase(office())).toMatchObject({ ok: true });
	expect(await onlyRow()).toMatchObject({ contact: '', state: 'waiting' });
});

test('words are kept as they were typed, whatever a machine would take them for', async () => {
	const texts = [
		'<script>alert(1)</script>',
		'=HYPERLINK("http://x")',
		"'; drop table tracker.feedback; --",
		'👨‍👩‍👧 赞'
	];
	for (const text of texts) await written({ text });
	expect((await rows()).map(({ text }) => text).sort()).toEqual([...texts].sort());
	await expect(written({ text: '' })).rejects.toThrow();
	await expect(written({ text: '字'.repeat(2001) })).rejects.toThrow();
});

test('a rating is one per browser and project, may be changed, and shows as counts', async () => {
	const rate = (token: string, grade: 'satisfied' | 'basic' | 'dissatisfied', id = projectId) =>
		rateProject(town.desk, { projectId: id, grade, token, address: '10.0.0.1' }, day);
	expect(await rate('one', 'satisfied')).toEqual({ ok: true, value: { changed: false } });
	expect(await rate('one', 'dissatisfied')).toEqual({ ok: true, value: { changed: true } });
	await rate('two', 'basic');
	await rate('one', 'satisfied', town.projects[1]!.id);
	expect((await publicProjectPage(town.desk, projectId))!.rating).toEqual({
		...{ satisfied: 0, basic: 1, dissatisfied: 1 }
	});
	const kept = await town.read((tx) => tx.select().from(residentRating));
	// One browser's two ratings can't be laid side by side.
	expect(new Set(kept.map(({ sender }) => sender)).size).toBe(3);
	for (let i = 2; i < feedbackLimits.ratingsPerAddress; i++) await rate(`more ${i}`, 'satisfied');
	expect(await rate('fresh', 'satisfied')).toMatchObject({ code: 'too-many-ratings' });
	expect(await rate('two', 'satisfied')).toMatchObject({ ok: true });
});

test('a replaced project takes no message and no rating, and what waits can still be decided', async () => {
	await written();
	await replaceProject();
	expect(await write()).toMatchObject({ code: 'project-closed-to-residents' });
	const rating = { projectId, grade: 'basic' as const, token: 'a', address: 'b' };
	expect(await rateProject(town.desk, rating, day)).toMatchObject({ code: 'project-closed-to-residents' });
	const { id } = await onlyRow();
	const show = { id, revision: 0, verdict: 'show' as const, reason: '' };
	expect(await decideFeedback(town.desk, office(), show, day)).toMatchObject({ ok: true });
	expect(await shown()).toHaveLength(1);
});

test('what is no public project takes nothing', async () => {
	const projectId = crypto.randomUUID();
	expect(await write({ projectId })).toMatchObject({ code: 'not-found' });
	expect(
		await rateProject(town.desk, { projectId, grade: 'basic', token: 'a', address: 'b' }, day)
	).toMatchObject({ code: 'not-found' });
	expect(await receipt('0000000000000000')).toBeNull();
	expect(await feedbackByReceipt(town.desk, '')).toBeNull();
});

test('the database itself keeps a message’s words, its reply and its decision', async () => {
	await written();
	const { id } = await onlyRow();
	const change = async (set: Partial<typeof feedback.$inferInsert>) => {
		try {
			await inCongress(town.desk, town.congressId, (tx) =>
				tx.update(feedback).set(set).where(eq(feedback.id, id))
			);
			return 'done';
		} catch (fault) {
			const code = (fault as { cause?: { code?: string } }).cause?.code;
			return violatedConstraint(fault) ?? code;
		}
	};
	const NOT_GRANTED = '42501';
	expect(await change({ text: '改写' })).toBe(NOT_GRANTED);
	expect(await change({ at: noon('2026-01-01') })).toBe(NOT_GRANTED);
	expect(await change({ contact: '13911112222' })).toBe('contact_only_goes');
	expect(await change({ draft: '草稿' })).toBe('only_who_is_asked_drafts');
	expect(await change({ reply: '答复' })).toBe('reply_has_its_day');
	expect(await change({ state: 'shown', noReplyAt: day })).toBe('no_reply_or_one');
	expect(await change({ contact: '', noReplyAt: day })).toBe('no_reply_or_one');
	expect(await change({ reply: '答复', repliedAt: day })).toBe('contact_goes_with_the_answer');
	expect(await change({ state: 'shown', reply: '答复', repliedAt: day, contact: '' })).toBe('done');
	expect(await change({ reply: '改口' })).toBe('reply_stands');
	expect(await change({ state: 'waiting' })).toBe('feedback_decided');
});
