import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Tx } from '#lib/server/db/client.ts';
import { acceptanceEvidence, visit } from '#lib/server/db/tracker-schema.ts';
import { todoOf } from '#lib/server/queries/follow-work.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { inboxOf } from '#lib/server/queries/inbox.ts';
import { publicMilestones } from '#lib/server/queries/public-milestones.ts';
import { publicProjectPage } from '#lib/server/queries/public-project.ts';
import { unitTerms } from '#lib/server/queries/unit-terms.ts';
import { decideAcceptance } from '#lib/server/tracker/acceptance.ts';
import { addEvidence } from '#lib/server/tracker/add-evidence.ts';
import { makeCalendar } from '#lib/server/tracker/make-calendar.ts';
import { nightOf } from '#lib/server/tracker/night-of.ts';
import { setSupervisors } from '#lib/server/tracker/set-supervisors.ts';
import { withdrawAcceptance } from '#lib/server/tracker/withdraw-acceptance.ts';
import { withdrawEvidence } from '#lib/server/tracker/withdraw-evidence.ts';
import { handInAcceptance, keptDocument } from '../support/acceptance-steps.ts';
import { refusedBy } from '../support/refused-by.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { strangerOf } from '../support/public-record.ts';
import { handedOver, reportedMonth } from '../support/tracker-steps.ts';

/** 验收 from the handing in to what it leaves behind: its files, its way back, and the end of urging. */

let town: TrackedTown;
let projectId: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = await handedOver(town);
});
afterEach(() => town.leave());

const day = noon('2026-12-18');
const keep = (caption: string, changed = {}) => keptDocument(town, projectId, caption, changed);
const submit = (evidenceIds: string[], conclusion: 'pass' | 'rectify' = 'pass') =>
	handInAcceptance(town, projectId, evidenceIds, { conclusion });
const decide = (version: number, verdict: 'approve' | 'return', reason = '') =>
	decideAcceptance(
		town.desk,
		town.person('supervision'),
		{ projectId, version, verdict, reason },
		noon('2026-12-19')
	);
const view = async () => (await followedProject(town.desk, town.congressId, projectId))!;
const refused = (command: (tx: Tx) => Promise<unknown>) => refusedBy(town.read, command);

test('returned, the same 验收单 goes with the next version, and the version before keeps its list', async () => {
	const sheet = await keep('验收单');
	expect(await submit([sheet])).toMatchObject({ ok: true });
	expect(await decide(1, 'return', '缺监理意见')).toMatchObject({ ok: true });
	expect((await view()).evidence.map(({ id }) => id)).toEqual([sheet]);
	const opinion = await keep('监理意见');
	expect(await submit([sheet, opinion])).toMatchObject({ ok: true });
	expect(await decide(2, 'approve')).toMatchObject({ ok: true });
	const { acceptances } = await view();
	expect(
		acceptances.map((one) => [one.version, one.state, one.evidence.map(({ caption }) => caption).sort()])
	).toEqual([
		[2, 'approved', ['监理意见', '验收单']],
		[1, 'returned', ['验收单']]
	]);
});

test('after an acceptance that is approved as 合格 no further one is handed in', async () => {
	const sheet = await keep('验收单');
	await submit([sheet], 'rectify');
	expect(await decide(1, 'approve')).toMatchObject({ ok: true });
	await submit([sheet]);
	expect(await decide(2, 'approve')).toMatchObject({ ok: true });
	for (const conclusion of ['pass', 'rectify'] as const)
		expect(await submit([sheet], conclusion)).toMatchObject({ code: 'already-accepted' });
	expect((await view()).acceptances).toHaveLength(2);
});

test('what waits for a verdict is taken back by its unit, stays in sight, and may be handed in anew', async () => {
	const sheet = await keep('验收单');
	const back = (who: 'water' | 'roads', version: number, reason = '日期填错') =>
		withdrawAcceptance(town.desk, town.person(who), { projectId, version, reason }, day);
	expect(await back('water', 1)).toMatchObject({ code: 'nothing-to-withdraw' });
	await submit([sheet]);
	expect(await submit([sheet])).toMatchObject({ code: 'acceptance-open' });
	expect(await back('roads', 1)).toMatchObject({ code: 'not-your-unit' });
	expect(await back('water', 1, ' ')).toMatchObject({ code: 'reason-needed' });
	expect(await back('water', 1)).toMatchObject({ ok: true });
	expect(await back('water', 1)).toMatchObject({ code: 'nothing-to-withdraw' });
	expect(await decide(1, 'approve')).toMatchObject({ code: 'nothing-to-accept' });
	expect(await submit([sheet])).toMatchObject({ ok: true });
	expect((await view()).acceptances).toMatchObject([
		{ version: 2, state: 'submitted' },
		{ version: 1, state: 'withdrawn', reason: '日期填错', evidence: [{ caption: '验收单' }] }
	]);
});

test('a file that was withdrawn stays named in its version, and nothing is accepted with it alone', async () => {
	const sheet = await keep('验收单');
	await submit([sheet]);
	await withdrawEvidence(town.desk, town.person('water'), { projectId, id: sheet, reason: '盖章不全' });
	expect((await view()).acceptances[0]!.evidence).toMatchObject([
		{ caption: '验收单', withdrawnFor: '盖章不全' }
	]);
	expect((await view()).evidence).toEqual([]);
	expect(await decide(1, 'approve')).toMatchObject({ code: 'evidence-missing' });
	expect(await refused((tx) => tx.execute(sql`update tracker.acceptance set state = 'approved'`))).toBe(
		'accepted_with_evidence'
	);
});

test('a list of evidence is written with the handing in and never after it', async () => {
	const [sheet, late] = [await keep('验收单'), await keep('补充材料')];
	await submit([sheet]);
	const acceptanceId = (await view()).acceptances[0]!.id;
	const attach = (evidenceId: string) =>
		refused((tx) =>
			tx.insert(acceptanceEvidence).values({ congressId: town.congressId, acceptanceId, evidenceId })
		);
	const elsewhere = await keep('别的项目', { projectId: town.projects[1]!.id });
	expect(await attach(elsewhere)).toBe('attached_when_handed_in');
	await decide(1, 'return', '缺监理意见');
	expect(await attach(late)).toBe('attached_when_handed_in');
	for (const change of ['delete from', 'update'] as const)
		expect(
			await refused((tx) =>
				tx.execute(
					sql.raw(
						`${change} tracker.acceptance_evidence ${change === 'update' ? 'set evidence_id = evidence_id' : ''}`
					)
				)
			)
		).toMatch('permission denied');
});

test('what was withdrawn may be uploaded again, and a twin is told where it lies', async () => {
	const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#446688' } })
		.jpeg()
		.toBuffer();
	const add = (caption: string) =>
		addEvidence(
			town.desk,
			town.person('water'),
			{
				...{ projectId, slot: 'after' as const, caption, takenOn: '2026-12-17' },
				...{ bytes: new Uint8Array(bytes), uploadDir: town.uploadDir }
			},
			day
		);
	const first = await add('完工照片');
	if (!first.ok) throw new Error(first.code);
	expect(await add('同一张')).toMatchObject({ code: 'evidence-twice', detail: { caption: '完工照片' } });
	const office = town.person('supervision');
	await withdrawEvidence(town.desk, office, { projectId, id: first.value.id, reason: '说明有误' });
	expect(await add('完工后的河岸')).toMatchObject({ ok: true });
	expect((await view()).evidence.map(({ caption }) => caption)).toEqual(['完工后的河岸']);
});

test('returned, or approved as 需整改, it is on the unit’s list until it is handed in again', async () => {
	const sheet = await keep('验收单');
	const todo = async () =>
		(await todoOf(town.desk, town.person('water'), '2026-12-20'))
			.filter(({ href }) => href.endsWith('/acceptance'))
			.map(({ kind, about }) => [kind, about]);
	await submit([sheet]);
	expect(await todo()).toEqual([]);
	await decide(1, 'return', '缺监理意见');
	expect(await todo()).toEqual([['acceptance-returned', '缺监理意见']]);
	await submit([sheet], 'rectify');
	expect(await todo()).toEqual([]);
	await decide(2, 'approve');
	expect(await todo()).toEqual([['acceptance-rectify', '工程合格']]);
	await submit([sheet]);
	await decide(3, 'approve');
	expect(await todo()).toEqual([]);
});

test('once its 验收 milestone is done it is on the unit’s list until it is handed in, taken back again too', async () => {
	const sheet = await keep('验收单');
	const todo = async (who: 'water' | 'roads' = 'water') =>
		(await todoOf(town.desk, town.person(who), '2026-12-20'))
			.filter(({ href }) => href.endsWith('/acceptance'))
			.map(({ projectId, kind }) => [projectId, kind]);
	const done = (stage: string) =>
		town.read((tx) =>
			tx.execute(sql`update tracker.milestone set done_on = '2026-12-18' where stage = ${stage}`)
		);
	expect(await todo()).toEqual([]);
	for (const stage of ['start', 'main', 'finish']) await done(stage);
	expect(await todo()).toEqual([]);
	await done('acceptance');
	expect(await todo()).toEqual([[projectId, 'acceptance']]);
	expect(await todo('roads')).toEqual([]);
	await submit([sheet]);
	expect(await todo()).toEqual([]);
	const back = { projectId, version: 1, reason: '日期填错' };
	expect(await withdrawAcceptance(town.desk, town.person('water'), back, day)).toMatchObject({ ok: true });
	expect(await todo()).toEqual([[projectId, 'acceptance']]);
	await submit([sheet]);
	await decide(2, 'return', '缺监理意见');
	expect(await todo()).toEqual([[projectId, 'acceptance-returned']]);
	await submit([sheet]);
	await decide(3, 'approve');
	expect(await todo()).toEqual([]);
});

test('accepted, a project is urged no more, whatever was never reported', async () => {
	const water = town.person('water');
	const made = await makeCalendar(town.desk, water, day);
	if (!made.ok) throw new Error(made.code);
	const terms = async () => (await unitTerms(town.desk, made.value.token))!.terms.map(({ kind }) => kind);
	const urged = async () => (await todoOf(town.desk, water, '2026-12-20')).map(({ kind }) => kind);
	expect(await terms()).toContain('milestone');
	expect(await urged()).toContain('milestone');
	await submit([await keep('验收单')]);
	await decide(1, 'approve');
	expect(await terms()).toEqual([]);
	expect(await urged()).toEqual([]);
	// 竣工验收 was due on 20 December, and nothing before it is done.
	expect((await nightOf(town.desk, town.congressId, noon('2026-12-29'))).reminders).toBe(0);
	expect(await inboxOf(town.desk, town.person('supervision'))).toMatchObject({ rows: [] });
});

test('a deputy’s photograph is no evidence of the unit', async () => {
	const deputy = town.deputies[0]!;
	const visitId = crypto.randomUUID();
	const group = { projectId, leader: '张三', presidium: 3, deputies: [1, 2] };
	expect(await setSupervisors(town.desk, town.person('supervision'), group)).toMatchObject({ ok: true });
	await town.read((tx) =>
		tx.insert(visit).values({
			...{ id: visitId, congressId: town.congressId, projectId, delegateId: deputy.id, kind: 'visit' },
			...{ visitedOn: '2026-12-01', companions: [], found: '护坡已完成', opinion: '', at: day }
		})
	);
	const photo = await keep('视察照片', {
		...{ kind: 'photo', slot: 'after', takenOn: '2026-12-01', takenFrom: 'camera', visitId },
		...{ delegateId: deputy.id }
	});
	expect(await submit([photo])).toMatchObject({ code: 'evidence-missing' });
});

test('a final account above the total or below what was paid is explained, for everybody to read', async () => {
	await reportedMonth(town, '2026-03', '2026-04-02', { arrived: '100', paid: '60' });
	const evidenceIds = [await keep('验收单')];
	const account = (finalFen: number, finalNote = '') =>
		handInAcceptance(town, projectId, evidenceIds, { finalFen, finalNote });
	// 元 typed for 万元.
	expect(await account(4_700_000_000_000)).toMatchObject({
		...{ code: 'final-over-total', detail: { final: '4700000.00', total: '480.00' } }
	});
	expect(await account(50_000_000, ' ')).toMatchObject({
		...{ code: 'final-below-paid', detail: { final: '50.00', paid: '60.00' } }
	});
	expect(await account(500_000_000, '追加两岸护栏')).toMatchObject({ ok: true });
	expect((await view()).acceptances).toMatchObject([{ finalFen: 500_000_000, finalNote: '追加两岸护栏' }]);
	expect(await decide(1, 'approve')).toMatchObject({ ok: true });
	const told = { finalFen: 500_000_000, finalNote: '追加两岸护栏' };
	expect(await publicProjectPage(town.desk, projectId)).toMatchObject({ acceptance: told });
	const stranger = strangerOf(town.desk);
	expect(await stranger.project(projectId)).toMatchObject({ acceptance: told });
	const packaged = (await stranger.oc4ids()).find(({ id }) => id.endsWith(projectId));
	expect(packaged).toMatchObject({
		...{ status: 'completed', completion: { finalValueDetails: '追加两岸护栏' } }
	});
	// Nobody is told to hurry with what was never reported.
	expect(packaged!.milestones!.filter(({ status }) => status === 'scheduled')).toEqual([]);
	const nodes = await publicMilestones(town.desk, [projectId]);
	expect(nodes.map(({ accepted }) => accepted)).toEqual([true, true, true, true]);
});

test('what was paid since the handing in makes a final account too small to be approved without a word', async () => {
	const evidenceIds = [await keep('验收单')];
	const account = { acceptedOn: '2026-03-20', finalFen: 50_000_000 };
	await handInAcceptance(town, projectId, evidenceIds, account, noon('2026-03-20'));
	await reportedMonth(town, '2026-03', '2026-04-02', { arrived: '100', paid: '60' });
	expect(await decide(1, 'approve')).toMatchObject({ code: 'final-unexplained', detail: { paid: '60.00' } });
	expect(await decide(1, 'return', '决算少于已支付')).toMatchObject({ ok: true });
});
