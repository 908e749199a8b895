import { calendarTexts } from '../../i18n/zh-CN/open-data.ts';
import { calendarQuery, MOST_CALENDAR_PROJECTS } from '../../wire/public-api.ts';
import { problemAnswer } from '../answers.ts';
import { milestonesCalendar, toldSince } from '../calendar/milestones-calendar.ts';
import { queryOf, type Asked } from './asked.ts';
import { publicAnswer } from '../public-answers.ts';
import { publicMilestones } from '../queries/public-milestones.ts';
import { congressNamed, everything, publicProject, publicProjects } from '../queries/public-projects.ts';

/** The milestones of a project, of a congress, of a year; more than a calendar holds is asked to be narrowed. */
export async function milestonesAnswer({ request, url, locals }: Asked): Promise<Response> {
	const { publicDesk: desk, origin } = locals;
	const query = calendarQuery.safeParse(queryOf(url));
	if (!query.success) return problemAnswer('bad-request');
	const { year = null, congress = null, project } = query.data;
	const found = project ? await publicProject(desk, project) : null;
	const [town] = congress && !project ? await congressNamed(desk, congress) : [];
	if ((project && !found) || (congress && !project && !town)) return problemAnswer('not-found');
	const ids = found
		? [found.id]
		: (
				await publicProjects(desk, { ...everything, year, congress }, { limit: MOST_CALENDAR_PROJECTS + 1 })
			).map(({ id }) => id);
	if (ids.length > MOST_CALENDAR_PROJECTS) return problemAnswer('too-many-projects');
	const title = calendarTexts.title(found?.name ?? town?.name ?? null, year);
	const now = new Date();
	const milestones = await publicMilestones(desk, ids, toldSince(now));
	const body = milestonesCalendar(title, milestones, origin, now);
	return publicAnswer(request, { body, type: 'text/calendar' });
}
