import { sql } from 'drizzle-orm';
import type { Light, LightReason } from '../../domain/tracker/lights.ts';
import { reasonText } from '../../i18n/zh-CN/lights.ts';
import type { ProjectAnswer, ProjectHeadAnswer } from '../../wire/public-api.ts';
import type { ProjectHead } from '../../wire/views.ts';
import { asOfOneMoment, type Desk, type Tx } from '../db/client.ts';
import { projectHeads, wholeProject } from './project-heads.ts';
import { acceptanceOf, correctedMeasuresOf, ratingOf, satisfactionOf } from './public-parts.ts';

/** Everything of one project that the public record has, beside its head. */
export type ProjectRecord = Omit<ProjectAnswer, keyof ProjectHeadAnswer | 'photos' | 'nextMilestone'> &
	Pick<ProjectAnswer, 'milestones'> & {
		photos: {
			id: string;
			slot: ProjectAnswer['photos'][number]['slot'];
			caption: string;
			takenOn: string | null;
		}[];
	};

/** One project as it stood at one moment, in all its parts; null where it is not (yet) public. */
export const publicProjectRecord = (
	desk: Desk,
	id: string
): Promise<{ head: ProjectHead; record: ProjectRecord } | null> =>
	asOfOneMoment(desk, (tx) => recordOf(tx, id));

async function recordOf(tx: Tx, id: string): Promise<{ head: ProjectHead; record: ProjectRecord } | null> {
	const [head] = await projectHeads(tx, sql`p.id = ${id}::uuid`, { limit: 1 });
	const whole = head && (await wholeProject(tx, id));
	if (!whole) return null;
	const [
		milestones,
		reports,
		lightChanges,
		changes,
		corrections,
		measures,
		acceptance,
		photos,
		surveys,
		rating
	] = await Promise.all([
		tx.execute<ProjectRecord['milestones'][number]>(sql`
			select id, name, stage, planned_on::text as "plannedOn", first_planned_on::text as "firstPlannedOn",
				done_on::text as "doneOn", claimed_on::text as "claimedOn", note
			from record.milestone where project_id = ${id}::uuid order by planned_on, name`),
		tx.execute<{
			month: string;
			percent: number | null;
			done: string;
			next: string;
			decided_at: string | null;
		}>(sql`
			select month, percent, done, next, decided_at from record.report where project_id = ${id}::uuid order by month`),
		tx.execute<{ since: string; light: Light; reasons: LightReason[] }>(sql`
			select since::text, light, reasons from record.light_change where project_id = ${id}::uuid order by seq`),
		tx.execute<ProjectRecord['changes'][number]>(sql`
			select kind, before, after, reason, decision, decided_on::text as "decidedOn"
			from record.change where project_id = ${id}::uuid order by decided_on, id`),
		tx.execute<ProjectRecord['corrections'][number]>(sql`
			select subject, before, after, reason, at from record.correction
			where project_id = ${id}::uuid order by at`),
		correctedMeasuresOf(tx, id),
		acceptanceOf(tx, id),
		tx.execute<ProjectRecord['photos'][number]>(sql`
			select id, slot, caption, taken_on::text as "takenOn" from record.photo
			where project_id = ${id}::uuid order by taken_on, uploaded_at`),
		satisfactionOf(tx, id),
		ratingOf(tx, id)
	]);
	return {
		head,
		record: {
			meetingName: whole.meetingName,
			roundId: whole.roundId,
			approve: whole.approve,
			announcedAt: whole.announcedAt,
			content: whole.content,
			beneficiaries: whole.beneficiaries,
			yearFen: whole.yearFen,
			funding: whole.funding,
			milestones: milestones.map((row) => ({ ...row })),
			reports: reports.map(({ decided_at, done, next, ...report }) => ({
				...report,
				done: done ?? '',
				next: next ?? '',
				decidedAt: decided_at && new Date(decided_at).toISOString()
			})),
			lightChanges: lightChanges.map(({ reasons, ...change }) => ({
				...change,
				reasons: reasons.map(reasonText)
			})),
			changes: changes.map((row) => ({ ...row })),
			corrections: corrections.map((row) => ({ ...row, at: new Date(row.at).toISOString() })),
			reportCorrections: measures.toReversed(),
			acceptance,
			satisfaction: surveys.toReversed().map(({ surveyId: _, ...survey }) => survey),
			residentRating: { ...rating },
			photos: photos.map((row) => ({ ...row }))
		}
	};
}
