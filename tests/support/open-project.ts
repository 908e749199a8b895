import sharp from 'sharp';
import { survey, surveyResult } from '#lib/server/db/tracker-schema.ts';
import { inCongress } from '#lib/server/db/client.ts';
import { decideAcceptance, submitAcceptance } from '#lib/server/tracker/acceptance.ts';
import { addEvidence } from '#lib/server/tracker/add-evidence.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { noon, type TrackedTown } from './tracked-town.ts';
import { handedOver, reportedMonth } from './tracker-steps.ts';

const must = async <Value>(result: Promise<{ ok: true; value: Value } | { ok: false; code: string }>) => {
	const outcome = await result;
	if (!outcome.ok) throw new Error(outcome.code);
	return outcome.value;
};

/**
 * The first project of a town with everything that its public page can show: four reports, one of them with a
 * correction, photographs, a moved end, an acceptance and the deputies' satisfaction.
 */
export async function openProject(town: TrackedTown): Promise<string> {
	const { desk } = town;
	const water = town.person('water');
	const projectId = await handedOver(town);
	await reportedMonth(town, '2026-03', '2026-04-02', { done: '完成进场准备', arrived: '100', paid: '60' });
	await reportedMonth(town, '2026-04', '2026-05-02', { percent: '20', done: '河道清淤 1.2 公里' });
	await reportedMonth(town, '2026-05', '2026-06-02', {
		...{ percent: '18', arrived: '200', paid: '120', done: '护岸砌筑' },
		correction: '上月多计了未验收的 200 米'
	});
	await reportedMonth(town, '2026-06', '2026-07-02', {
		...{ percent: '45', arrived: '240', paid: '180', done: '护岸完成过半', next: '两岸绿化' }
	});
	for (const [slot, caption, takenOn, background] of [
		['before', '整治前的河道', '2026-02-20', '#6d6a5a'],
		['during', '护岸施工', '2026-05-20', '#4d7a5a'],
		['during', '清淤现场', '2026-04-20', '#5a6d7a'],
		['after', '完工后的河岸', '2026-11-25', '#3f8a55']
	] as const) {
		const bytes = await sharp({ create: { width: 1200, height: 800, channels: 3, background } })
			.jpeg()
			.toBuffer();
		const input = { projectId, slot, caption, takenOn, bytes, uploadDir: town.uploadDir };
		await must(addEvidence(desk, water, input, noon('2026-11-26')));
	}
	const change = await must(
		askChange(
			desk,
			water,
			{ projectId, kind: 'date', after: { endsOn: '2027-01-20' }, reason: '汛期连续降雨，工期顺延一个月' },
			noon('2026-07-03')
		)
	);
	await must(
		decideChange(
			desk,
			town.person('chair'),
			{
				...{ projectId, id: change.id, verdict: 'approved', by: 'presidium', note: '' },
				...{ reference: '涌人主〔2026〕3号', decidedOn: '2026-07-05' }
			},
			noon('2026-07-06')
		)
	);
	return projectId;
}

/** 验收 of the open project, approved with its newest photograph. */
export async function accepted(town: TrackedTown, projectId: string, evidenceIds: string[]): Promise<void> {
	const people = '验收组成员甲、乙';
	const sheet = { acceptedOn: '2026-11-26', conclusion: 'pass' as const, people, text: '工程质量合格' };
	const submitted = { projectId, ...sheet, finalFen: 470_000_000, evidenceIds };
	await must(submitAcceptance(town.desk, town.person('water'), submitted, noon('2026-11-26')));
	const verdict = { projectId, version: 1, verdict: 'approve' as const, reason: '' };
	await must(decideAcceptance(town.desk, town.person('supervision'), verdict, noon('2026-11-27')));
}

/** The deputies' announced result for the project: 60 of 76, 10, 4 and 2 without a mark. */
export const surveyed = (town: TrackedTown, projectId: string): Promise<unknown> =>
	inCongress(town.desk, town.congressId, async (tx) => {
		const at = noon('2026-11-27');
		const frame = { congressId: town.congressId, base: 'all' as const, rule: 'majority' as const };
		const [made] = await tx
			.insert(survey)
			.values({
				...frame,
				...{ year: 2026, meetingId: town.meetingId, settingVersion: 0 },
				...{ createdAt: at, createdBy: '人大办', announcedAt: at }
			})
			.returning({ id: survey.id });
		await tx.insert(surveyResult).values({
			...frame,
			...{ surveyId: made!.id, projectId, satisfied: 60, basic: 10, dissatisfied: 4, blank: 2 },
			...{ baseNumber: 76, grade: 'satisfied', at }
		});
	});
