import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Tx } from '#lib/server/db/client.ts';
import { correction, standing } from '#lib/server/db/tracker-schema.ts';
import { todoOf } from '#lib/server/queries/follow-work.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { inboxOf } from '#lib/server/queries/inbox.ts';
import { owedReports } from '#lib/server/queries/owed-reports.ts';
import { lastYear } from '#lib/server/queries/last-year.ts';
import { projectHistory } from '#lib/server/queries/project-history.ts';
import { publicDetails } from '#lib/server/queries/public-details.ts';
import { publicNews } from '#lib/server/queries/public-news.ts';
import { publicProjectRecord } from '#lib/server/queries/public-project-record.ts';
import { publicProjectPage } from '#lib/server/queries/public-project.ts';
import { superviseProject } from '#lib/server/queries/supervise-project.ts';
import { trackerSettings } from '#lib/server/queries/tracker-settings.ts';
import { unitTerms } from '#lib/server/queries/unit-terms.ts';
import { decideAcceptance } from '#lib/server/tracker/acceptance.ts';
import { makeCalendar } from '#lib/server/tracker/make-calendar.ts';
import { nightOf } from '#lib/server/tracker/night-of.ts';
import { revokeAcceptance } from '#lib/server/tracker/revoke-acceptance.ts';
import { saveReport } from '#lib/server/tracker/write-report.ts';
import { handInAcceptance, keptDocument } from '../support/acceptance-steps.ts';
import { refusedBy } from '../support/refused-by.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver, reportDraft, reportedMonth } from '../support/tracker-steps.ts';

/** A 验收 that was approved, and should not have been. */

let town: TrackedTown;
let projectId: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = await handedOver(town);
});
afterEach(() => town.leave());

const day = noon('2026-12-18');
const keep = (caption: string) => keptDocument(town, projectId, caption);
const submit = (evidenceIds: string[], conclusion: 'pass' | 'rectify' = 'pass') =>
	handInAcceptance(town, projectId, evidenceIds, { conclusion });
const approve = (version: number, on = '2026-12-19') =>
	decideAcceptance(
		town.desk,
		town.person('supervision'),
		{ projectId, version, verdict: 'approve', reason: '' },
		noon(on)
	);
const view = async () => (await followedProject(town.desk, town.congressId, projectId))!;
const refused = (command: (tx: Tx) => Promise<unknown>) => refusedBy(town.read, command);

const reason = '点错了项目，这个项目还没有验收';
const revoke = (version: number, who: 'supervision' | 'water' | 'chair' = 'supervision') =>
	revokeAcceptance(town.desk, town.person(who), { projectId, version, reason }, noon('2026-12-29'));
const lit = async () =>
	(await town.read((tx) => tx.select().from(standing).where(eq(standing.projectId, projectId))))[0]!;

test('an approval by mistake is revoked in sight of everybody, and all that hangs on it follows', async () => {
	const water = town.person('water');
	const made = await makeCalendar(town.desk, water, day);
	if (!made.ok) throw new Error(made.code);
	const sheet = await keep('验收单');
	await submit([sheet]);
	expect(await revoke(1)).toMatchObject({ code: 'nothing-to-revoke' });
	await approve(1);
	expect(await lit()).toMatchObject({ light: 'blue', overdueDays: 0 });
	for (const who of ['water', 'chair'] as const)
		expect(await revoke(1, who)).toMatchObject({ code: 'forbidden' });
	// Two of the office at once: one does it, the other is told.
	const both = await Promise.all([revoke(1), revoke(1)]);
	expect(both.map((one) => (one.ok ? 'done' : one.code)).sort()).toEqual(['done', 'nothing-to-revoke']);

	expect((await view()).acceptances).toMatchObject([
		{ version: 1, state: 'revoked', conclusion: 'pass', reason, evidence: [{ caption: '验收单' }] }
	]);
	const told = { subject: '验收结论', before: '验收合格（2026年12月18日验收）', reason };
	const page = (await publicProjectPage(town.desk, projectId))!;
	expect(page).toMatchObject({
		...{ light: { light: 'red' }, acceptance: null },
		corrections: [{ ...told, after: '审定已撤销，项目尚未通过验收' }]
	});
	const deputy = town.deputies[0]!;
	expect(await superviseProject(town.desk, deputy, projectId)).toMatchObject({
		...{ acceptance: null, corrections: [told] }
	});
	const { head, record } = (await publicProjectRecord(town.desk, projectId))!;
	expect(head).toMatchObject({ light: { light: 'red' }, milestones: { next: { name: '开工' } } });
	expect(record).toMatchObject({ acceptance: null, corrections: [told] });
	expect((await publicDetails(town.desk, [projectId])).get(projectId)).toMatchObject({ acceptance: null });
	const news = await publicNews(town.desk, { congress: null, project: projectId }, 50);
	expect(news.filter(({ kind }) => kind === 'acceptance')).toEqual([]);
	expect(news).toContainEqual(expect.objectContaining({ kind: 'correction', ...told }));
	const [line] = (await projectHistory(town.desk, town.congressId, projectId, null)).lines;
	expect(line).toMatchObject({ act: 'acceptance-revoked', reason });

	// The unit reads it in its inbox, and of the approval no more.
	const inbox = (await inboxOf(town.desk, water)).rows.filter(({ kind }) =>
		kind.startsWith('told acceptance')
	);
	expect(inbox.map(({ kind, read, href }) => [kind, read, href])).toEqual([
		['told acceptance-revoked', false, `/tracker/${projectId}/acceptance`],
		['told acceptance-approved', true, `/tracker/${projectId}/acceptance`]
	]);
	// The urging begins again at once, and the unit is told why.
	expect(await lit()).toMatchObject({ light: 'red', nextName: '开工' });
	// What was late before the approval is so still.
	expect((await lit()).lateReportDays).toBeGreaterThan(180);
	expect((await lit()).overdueDays).toBeGreaterThan(200);
	const urged = (await todoOf(town.desk, water, '2026-12-29')).map(({ kind, about }) => [kind, about]);
	expect(urged).toContainEqual(['acceptance-revoked', reason]);
	for (const kind of ['milestone', 'report']) expect(urged.map(([one]) => one)).toContain(kind);
	const kinds = (await unitTerms(town.desk, made.value.token))!.terms.map(({ kind }) => kind);
	for (const kind of ['milestone', 'report']) expect(kinds).toContain(kind);
	expect((await nightOf(town.desk, town.congressId, noon('2026-12-29'))).reminders).toBeGreaterThan(0);

	expect(await submit([sheet])).toMatchObject({ ok: true });
	expect(await approve(2)).toMatchObject({ ok: true });
	expect(await lit()).toMatchObject({ light: 'blue' });
	expect((await publicProjectPage(town.desk, projectId))!).toMatchObject({
		...{ acceptance: { conclusion: 'pass' }, corrections: [told] }
	});
});

test('reports that fell due while nobody owed them are due anew, begun ones too', async () => {
	const water = town.person('water');
	await reportedMonth(town, '2026-03', '2026-04-03');
	const draft = { projectId, month: '2026-04', revision: 0, draft: reportDraft() };
	expect(await saveReport(town.desk, water, draft, noon('2026-05-02'))).toMatchObject({ ok: true });
	const sheet = await keep('验收单');
	const handedIn = handInAcceptance(
		town,
		projectId,
		[sheet],
		{ acceptedOn: '2026-05-02' },
		noon('2026-05-03')
	);
	expect(await handedIn).toMatchObject({ ok: true });
	expect(await approve(1, '2026-05-04')).toMatchObject({ ok: true });
	expect(await revoke(1)).toMatchObject({ ok: true });
	expect(await lit()).toMatchObject({ lateReportDays: 0 });
	const owed = await town.read(async (tx) =>
		owedReports(tx, (await trackerSettings(tx)).values, '2026-12-29', sql`p.id = ${projectId}`)
	);
	expect(owed.map(({ month, due_on }) => [month, due_on])).toEqual(
		['04', '05', '06', '07', '08', '09', '10', '11', '12'].map((month) => [`2026-${month}`, '2027-01-05'])
	);
	const [line] = (await projectHistory(town.desk, town.congressId, projectId, null)).lines;
	expect(line!.changes).toContainEqual({
		...{ field: 'reports.2026-04.reportDueOn', before: '2026-05-05', after: '2027-01-05' }
	});
});

test('the next year reads of a revoked acceptance that it is none', async () => {
	await submit([await keep('验收单')]);
	await approve(1);
	await town.read(async (tx) => {
		await tx.execute(sql`update desk.meeting set current = false`);
		await tx.execute(sql`insert into desk.meeting (congress_id, name, held_on, venue, current)
			values (${town.congressId}, '第十二次会议', '2027-01-20', '', true)`);
	});
	const ended = async () => {
		const { rows } = (await lastYear(town.desk, town.congressId)).view!;
		return rows.find(({ id }) => id === projectId);
	};
	expect(await ended()).toMatchObject({ accepted: true });
	expect(await revoke(1)).toMatchObject({ ok: true });
	expect(await ended()).toMatchObject({ accepted: false, owed: expect.arrayContaining(['not-accepted']) });
});

test('of two approved ones the newer is revoked, and the older one holds again', async () => {
	const sheet = await keep('验收单');
	for (const [version, conclusion] of [
		[1, 'rectify'],
		[2, 'pass']
	] as const) {
		await submit([sheet], conclusion);
		await approve(version);
	}
	expect(await revoke(1)).toMatchObject({ code: 'nothing-to-revoke' });
	expect(await revoke(2)).toMatchObject({ ok: true });
	expect(await publicProjectPage(town.desk, projectId)).toMatchObject({
		acceptance: { conclusion: 'rectify' },
		corrections: [{ after: '审定已撤销，仍为需整改后再验收（2026年12月18日验收）' }]
	});
	expect(await revoke(1)).toMatchObject({ ok: true });
	expect((await publicProjectPage(town.desk, projectId))!.acceptance).toBeNull();
});

test('the database lets no approval go without a correction of its own, and lets nothing of it be rewritten', async () => {
	await submit([await keep('验收单')]);
	const id = (await view()).acceptances[0]!.id;
	const set = (values: string) =>
		refused((tx) => tx.execute(sql.raw(`update tracker.acceptance set ${values}`)));
	expect(await set(`state = 'revoked', reason = '误'`)).toBe('accepted_once');
	await approve(1);
	expect(await set(`state = 'revoked', reason = '误'`)).toBe('revoked_in_public');
	const publish = (acceptanceId: string | null) =>
		refused((tx) =>
			tx.insert(correction).values({
				...{ congressId: town.congressId, projectId, subject: '验收结论', before: '合格', after: '没有' },
				...{ reason, acceptanceId, at: day, by: '人大办' }
			})
		);
	expect(await publish(null)).toBeNull();
	expect(await set(`state = 'revoked', reason = '误'`)).toBe('revoked_in_public');
	expect(await publish(id)).toBeNull();
	expect(await publish(id)).toBe('acceptance_revoked_once');
	expect(await set(`state = 'revoked'`)).toBe('acceptance_return_has_reason');
	for (const rest of [`text = '别的'`, `decided_by = '别人'`, `conclusion = 'rectify'`])
		expect(await set(`state = 'revoked', reason = '误', ${rest}`)).toBe('accepted_once');
	expect(await set(`state = 'returned', reason = '误'`)).toBe('accepted_once');
	expect(await set(`state = 'revoked', reason = '误'`)).toBeNull();
	expect(await set(`state = 'approved'`)).toBe('accepted_once');
});
