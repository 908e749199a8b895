import type { Draft } from '#lib/domain/tracker/drafts.ts';
import { decidePlan } from '#lib/server/tracker/decide-plan.ts';
import { decideReport } from '#lib/server/tracker/decide-report.ts';
import { issueAssignment } from '#lib/server/tracker/issue-assignment.ts';
import { submitPlan } from '#lib/server/tracker/write-plan.ts';
import { submitReport } from '#lib/server/tracker/write-report.ts';
import { noon, type TrackedTown } from './tracked-town.ts';

/** What the steps need of a town, in a database of its own or beside others. */
type Town = Pick<TrackedTown, 'desk' | 'projects' | 'person'>;

/** A plan for the first project of the test town, as its form sends it. */
export const goodPlan: Draft = {
	'start-name': '开工',
	'start-on': '2026-04-01',
	'main-name': '主体完工',
	'main-on': '2026-08-31',
	'finish-name': '完工',
	'finish-on': '2026-11-30',
	'acceptance-name': '竣工验收',
	'acceptance-on': '2026-12-20',
	'curve-0-on': '2026-03-01',
	'curve-0-percent': '0',
	'curve-1-on': '2026-06-30',
	'curve-1-percent': '40',
	'curve-2-on': '2026-12-20',
	'curve-2-percent': '100',
	'fund-2026-06': '200',
	'fund-2026-11': '280',
	note: ''
};

export const reportDraft = (changed: Draft = {}): Draft => ({
	percent: '5',
	done: '完成进场准备',
	next: '继续施工',
	problems: '',
	coordination: '',
	arrived: '100',
	paid: '60',
	explanation: '',
	correction: '',
	...changed
});

const must = <T extends { ok: boolean }>(result: T): T => {
	if (!result.ok) throw new Error(JSON.stringify(result));
	return result;
};

/** The first project handed over on 15 February with a plan approved on 1 March, or later. */
export async function handedOver(town: Town, approvedOn = '2026-03-01'): Promise<string> {
	const projectId = town.projects[0]!.id;
	must(
		await issueAssignment(
			town.desk,
			town.person('supervision'),
			{
				projectId,
				reference: '涌人办〔2026〕1号',
				unit: '镇水务站',
				leader: '张三',
				contact: '王五',
				cooperating: ['涌山村委会'],
				target: '年内完工并验收',
				startsOn: '2026-03-01',
				endsOn: '2026-12-20',
				requirement: ''
			},
			noon('2026-02-15')
		)
	);
	must(
		await submitPlan(
			town.desk,
			town.person('water'),
			{ projectId, revision: 0, draft: goodPlan },
			noon('2026-02-20')
		)
	);
	must(
		await decidePlan(
			town.desk,
			town.person('supervision'),
			{ projectId, version: 1, verdict: 'approve', reason: '' },
			noon(approvedOn)
		)
	);
	return projectId;
}

/** One month reported and approved on the same day. */
export async function reportedMonth(town: Town, month: string, day: string, changed: Draft = {}) {
	const projectId = town.projects[0]!.id;
	const submitted = must(
		await submitReport(
			town.desk,
			town.person('water'),
			{ projectId, month, revision: 0, draft: reportDraft(changed) },
			noon(day)
		)
	);
	if (submitted.ok && 'faults' in submitted.value) throw new Error(JSON.stringify(submitted.value.faults));
	must(
		await decideReport(
			town.desk,
			town.person('supervision'),
			{ projectId, month, version: 1, verdict: 'approve', reason: '' },
			noon(day)
		)
	);
}
