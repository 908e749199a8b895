import { afterEach, beforeEach, expect, test } from 'vitest';
import { followPage } from '#lib/server/queries/follow-page.ts';
import { officeBoard } from '#lib/server/queries/office-board.ts';
import { timelineNodes } from '#lib/server/queries/timeline.ts';
import { decideReport } from '#lib/server/tracker/decide-report.ts';
import { refreshStanding } from '#lib/server/tracker/refresh-standing.ts';
import { issueSupervision, replySupervision } from '#lib/server/tracker/supervision-acts.ts';
import { submitReport } from '#lib/server/tracker/write-report.ts';
import { followFilter } from '#lib/wire/tracker.ts';
import { insertTown, noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';
import { handedOver, reportDraft } from '../support/tracker-steps.ts';

let town: TrackedTown;
let projectId: string;

beforeEach(async () => {
	town = await trackedTown();
	projectId = await handedOver(town);
});
afterEach(() => town.leave());

const board = () => officeBoard(town.desk, town.person('supervision'), 2026);
const listed = async (query: string) =>
	(
		await followPage(town.desk, town.person('supervision'), followFilter(new URLSearchParams(query)))
	).rows.map(({ id }) => id);

test('the office’s figures are those of its lists, by unit and altogether', async () => {
	await town.read((tx) => refreshStanding(tx, null, noon('2026-03-10')));
	expect(await board()).toMatchObject({ overdue: 0, lateReports: 0, unanswered: 0, decided: 1, returned: 0 });
	for (const due of ['overdue', 'late-report', 'unanswered']) expect(await listed(`due=${due}`)).toEqual([]);

	const returned = {
		projectId,
		month: '2026-03',
		version: 1,
		verdict: 'return' as const,
		reason: '请核对金额'
	};
	await submitReport(
		town.desk,
		town.person('water'),
		{ projectId, month: '2026-03', revision: 0, draft: reportDraft() },
		noon('2026-04-02')
	);
	await decideReport(town.desk, town.person('supervision'), returned, noon('2026-04-03'));
	const issued = await issueSupervision(
		town.desk,
		town.person('supervision'),
		{
			...{ projectId, kind: 'notice', reference: '督1号', people: '', text: '请说明' },
			...{ heldOn: '2026-04-20', dueOn: '2026-04-30' }
		},
		noon('2026-04-20')
	);
	const figures = { overdue: 1, lateReports: 1, unanswered: 1, decided: 2, returned: 1 };
	expect(await board()).toMatchObject({
		...figures,
		units: [
			{ unit: '镇水务站', projects: 1, heavy: 1, ...figures },
			{ unit: '镇村镇建设办', projects: 1, heavy: 0, overdue: 0, decided: 0 }
		]
	});
	for (const due of ['overdue', 'late-report', 'unanswered'])
		expect(await listed(`due=${due}`)).toEqual([projectId]);
	expect(await listed('due=anything')).toHaveLength(2);
	if (!issued.ok) throw new Error(issued.code);
	await replySupervision(
		town.desk,
		town.person('water'),
		{ projectId, id: issued.value.id, text: '已整改' },
		noon('2026-04-22')
	);
	expect(await board()).toMatchObject({ unanswered: 0 });
	expect(await listed('due=unanswered')).toEqual([]);
});

test('figures and milestones of another congress are its own', async () => {
	const other = await insertTown(town.desk, '别镇', '-2');
	const stranger = other.person('supervision');
	expect(await officeBoard(town.desk, stranger, 2026)).toMatchObject({ decided: 0, units: [{}, {}] });
	expect(Object.keys(await timelineNodes(town.desk, town.person('supervision'), [projectId]))).toEqual([
		projectId
	]);
	expect(await timelineNodes(town.desk, stranger, [projectId])).toEqual({});
});
