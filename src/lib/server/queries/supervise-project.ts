import { and, eq, sql } from 'drizzle-orm';
import { deputyMay } from '../../domain/tracker/powers.ts';
import { isoDate } from '../../i18n/format.ts';
import type { SuperviseProject } from '../../wire/supervise-views.ts';
import type { DelegateActor } from '../auth/actor.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { congress, meeting, round } from '../db/schema.ts';
import { project, visit } from '../db/tracker-schema.ts';
import { followRows } from './follow-rows.ts';
import { supervisorsOf } from './followed-project.ts';
import { milestoneFacts } from './milestone-facts.ts';
import { acceptanceOf, changesOf, correctedMeasuresOf, correctionsOf } from './public-parts.ts';
import { replacementOf } from './substitution.ts';
import { deputysMarks } from './supervise-list.ts';
import { satisfactionOf } from './surveys-view.ts';
import { trackerSettings } from './tracker-settings.ts';
import { visitsOf } from './visits-of.ts';

/**
 * One project for a deputy: what is public of it for everybody, the group and its records for the group, the own
 * records in any case. Null where the congress has none under this id.
 */
export const superviseProject = (
	desk: Desk,
	actor: DelegateActor,
	projectId: string,
	now = new Date()
): Promise<SuperviseProject | null> =>
	inCongress(desk, actor.congressId, async (tx) => {
		const [row] = await followRows(tx, sql`p.id = ${projectId}::uuid`);
		if (!row) return null;
		const [head] = await tx
			.select({ project, congressName: congress.name, demonstration: meeting.demonstration })
			.from(project)
			.innerJoin(round, eq(round.id, project.roundId))
			.innerJoin(meeting, eq(meeting.id, round.meetingId))
			.innerJoin(congress, eq(congress.id, project.congressId))
			.where(eq(project.id, projectId));
		const { content, beneficiaries, funding } = head!.project;
		const marked = (await deputysMarks(tx, actor)).mark(row);
		const readsGroup = deputyMay('read-visits', { inGroup: marked.inGroup, isAuthor: false });
		return {
			row: marked,
			replacement: await replacementOf(tx, projectId),
			congressName: head!.congressName,
			demonstration: head!.demonstration,
			...{ content, beneficiaries, funding },
			milestones: (await milestoneFacts(tx, [projectId], isoDate(now)))[projectId] ?? [],
			...(await publicPart(tx, projectId)),
			acceptance: await acceptanceOf(tx, projectId),
			changes: await changesOf(tx, projectId),
			corrections: await correctionsOf(tx, projectId),
			correctedMeasures: await correctedMeasuresOf(tx, projectId),
			satisfaction: await satisfactionOf(tx, projectId),
			supervisors: readsGroup ? await supervisorsOf(tx, projectId) : [],
			visits: await visitsOf(
				tx,
				and(eq(visit.projectId, projectId), readsGroup ? undefined : eq(visit.delegateId, actor.id)),
				actor
			),
			visitReplyDays: (await trackerSettings(tx)).values.visitReplyDays
		};
	});

/** As the public record has it: approved reports, photographs that are shown. */
async function publicPart(tx: Tx, projectId: string) {
	const reports = await tx.execute<{ month: string; done: string; next: string; percent: number }>(sql`
		select month, done, next, percent from record.report where project_id = ${projectId}::uuid order by month desc limit 24`);
	const photos = await tx.execute<{
		id: string;
		caption: string;
		taken_on: string | null;
		width: number | null;
		height: number | null;
	}>(sql`select id, caption, taken_on::text, width, height from record.photo where project_id = ${projectId}::uuid
		order by taken_on desc, uploaded_at desc limit 60`);
	return {
		reports: reports.map(({ month, done, next, percent }) => ({ month, done, next, percent })),
		photos: photos.map(({ id, caption, taken_on: takenOn, width, height }) => ({
			...{ id, caption, takenOn, width, height }
		}))
	};
}
