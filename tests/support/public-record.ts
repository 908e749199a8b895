import { projectAnswer, projectsAnswer } from '#lib/wire/public-api.ts';
import { survey, surveyResult } from '#lib/server/db/tracker-schema.ts';
import { projectAnswerTo } from '#lib/server/open-data/project-answer.ts';
import { projectsAnswerTo } from '#lib/server/open-data/projects-answer.ts';
import type { Asked } from '#lib/server/open-data/asked.ts';
import type { Desk } from '#lib/server/db/client.ts';
import type { TrackedTown } from './tracked-town.ts';

/** Where the answers say that they are from. */
export const ORIGIN = 'https://piaojue.example';

/** The open data of a database, asked without a server in between. */
export function strangerOf(desk: Desk) {
	const locals = { desk, origin: ORIGIN };
	const asked = (path: string): Asked => {
		const url = new URL(path, ORIGIN);
		return { request: new Request(url), url, locals };
	};
	return {
		asked,
		list: async (query = '') =>
			projectsAnswer.parse(await (await projectsAnswerTo(asked(`/api/v1/projects${query}`), 'json')).json()),
		listFile: async (format: 'csv' | 'xlsx') => projectsAnswerTo(asked('/api/v1/projects'), format),
		project: async (id: string) =>
			projectAnswer.parse(await (await projectAnswerTo(asked('/'), `${id}.json`)).json()),
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
