import { projectAnswer, projectsAnswer } from '#lib/wire/public-api.ts';
import type { Result } from '#lib/domain/result.ts';
import type { ChangeKind, ChangeValues } from '#lib/domain/tracker/change.ts';
import type { Substitute } from '#lib/domain/tracker/substitute.ts';
import { survey, surveyResult } from '#lib/server/db/tracker-schema.ts';
import { oc4idsPackage } from '#lib/wire/oc4ids.ts';
import { oc4idsAnswer } from '#lib/server/open-data/oc4ids-answer.ts';
import { projectAnswerTo } from '#lib/server/open-data/project-answer.ts';
import { projectsAnswerTo } from '#lib/server/open-data/projects-answer.ts';
import type { Asked } from '#lib/server/open-data/asked.ts';
import type { Desk } from '#lib/server/db/client.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { noon, type TrackedTown } from './tracked-town.ts';

/** Where the answers say that they are from. */
export const ORIGIN = 'https://piaojue.example';

/** The open data of a database, asked without a server in between. */
export function strangerOf(desk: Desk) {
	const asked = (path: string): Asked => {
		const url = new URL(path, ORIGIN);
		return { request: new Request(url), url, locals: { publicDesk: desk, origin: ORIGIN } };
	};
	return {
		asked,
		list: async (query = '') =>
			projectsAnswer.parse(await (await projectsAnswerTo(asked(`/api/v1/projects${query}`), 'json')).json()),
		listFile: async (format: 'csv' | 'xlsx') => projectsAnswerTo(asked('/api/v1/projects'), format),
		project: async (id: string) =>
			projectAnswer.parse(await (await projectAnswerTo(asked('/'), `${id}.json`)).json()),
		oc4ids: async () =>
			oc4idsPackage.parse(await (await oc4idsAnswer(asked('/api/v1/projects/oc4ids.json'))).json()).projects,
		projectFile: (id: string, format: 'csv' | 'xlsx') => projectAnswerTo(asked('/'), `${id}.${format}`)
	};
}

/** An announced 满意度测评 of one project. */
export const surveyed = (
	{ read, congressId, meetingId, roundId }: TrackedTown,
	projectId: string,
	announcedAt: Date
): Promise<unknown> =>
	read(async (tx) => {
		const [held] = await tx
			.insert(survey)
			.values({
				...{ congressId, meetingId, roundId, year: 2026, base: 'all', rule: 'majority', settingVersion: 1 },
				...{ createdAt: announcedAt, createdBy: '人大办', announcedAt }
			})
			.returning();
		return tx.insert(surveyResult).values({
			...{ congressId, projectId, surveyId: held!.id, satisfied: 30, basic: 20, dissatisfied: 6, blank: 5 },
			...{ base: 'all', baseNumber: 76, rule: 'majority', grade: 'basic', at: announcedAt }
		});
	});

type Changed = { kind: ChangeKind; after: ChangeValues; moves?: { id: string; plannedOn: string }[] };

/** A change that the unit asked for on one day and that was decided on another, recorded on a third. */
export async function changed(
	{ desk, person }: TrackedTown,
	projectId: string,
	{ asked, decided, recorded, ...change }: Changed & { asked: string; decided: string; recorded: Date },
	substitute?: Substitute
): Promise<string | null> {
	const open = must(
		await askChange(
			desk,
			person('water'),
			{ projectId, reason: '连续降雨，河道无法施工', ...change },
			noon(asked)
		)
	);
	const made = must(
		await decideChange(
			desk,
			person('chair'),
			{
				...{
					projectId,
					id: open.value.id,
					verdict: 'approved',
					by: 'congress',
					reference: '涌人〔2026〕7号'
				},
				...{ decidedOn: decided, note: '', ...(substitute ? { substitute } : {}) }
			},
			recorded
		)
	);
	return made.value.substitute?.id ?? null;
}

function must<T>(result: Result<T, string>): { value: T } {
	if (!result.ok) throw new Error(JSON.stringify(result));
	return result;
}
