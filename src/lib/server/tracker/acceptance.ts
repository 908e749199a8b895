import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isoDate } from '../../i18n/format.ts';
import { toldTexts } from '../../i18n/zh-CN/reminders.ts';
import { passedOf } from '../../domain/tracker/acceptance-state.ts';
import { finalFault, type FinalFault } from '../../domain/tracker/acceptance-final.ts';
import { writeWan } from '../../domain/tracker/funds.ts';
import type { StaffActor } from '../auth/actor.ts';
import { act, type Desk, type Tx } from '../db/client.ts';
import { acceptance, acceptanceEvidence, evidence } from '../db/tracker-schema.ts';
import { newestMeasure } from '../queries/newest-measure.ts';
import { frameOf } from '../queries/plan-frame.ts';
import { ownProject, projectUnder, type ProjectRow } from './own-project.ts';
import { recordAct } from './record-act.ts';
import { tellUnit } from './tell-unit.ts';

/**
 * 报送验收, with documents or photographs of the project as evidence, until one is approved as 合格. A 决算金额 above the
 * total or below what has been paid needs a sentence.
 */
export const submitAcceptance = (
	desk: Desk,
	actor: StaffActor,
	input: {
		projectId: string;
		acceptedOn: string;
		conclusion: 'pass' | 'rectify';
		people: string;
		text: string;
		finalFen: number | null;
		/** Left out where there is nothing to explain. */
		finalNote?: string;
		evidenceIds: string[];
	},
	now = new Date()
): Promise<
	Result<
		object,
		| 'not-found'
		| 'not-your-unit'
		| 'project-replaced'
		| 'accepted-ahead'
		| 'accepted-before-start'
		| 'evidence-missing'
		| 'acceptance-open'
		| 'already-accepted'
		| FinalFault
	>
> =>
	act(desk, actor.congressId, async (tx) => {
		const { evidenceIds, ...sheet } = input;
		const own = await ownProject(tx, actor, input.projectId);
		if (!own.ok) return own;
		if (input.acceptedOn > isoDate(now)) return refuse('accepted-ahead');
		const { startsOn } = await frameOf(tx, own.value);
		if (input.acceptedOn < startsOn) return refuse('accepted-before-start', { startsOn });
		const versions = await tx
			.select({
				version: acceptance.version,
				state: acceptance.state,
				conclusion: acceptance.conclusion
			})
			.from(acceptance)
			.where(eq(acceptance.projectId, input.projectId))
			.orderBy(desc(acceptance.version));
		const last = versions[0];
		if (last?.state === 'submitted') return refuse('acceptance-open');
		if (passedOf(versions)) return refuse('already-accepted');
		const finalNote = input.finalFen === null ? '' : (input.finalNote ?? '').trim();
		const unexplained = await unexplainedFinal(tx, own.value, { finalFen: input.finalFen, finalNote });
		if (unexplained) return refuse(unexplained.fault, unexplained.sums);
		const id = crypto.randomUUID();
		await tx.insert(acceptance).values({
			...sheet,
			finalNote,
			id,
			congressId: actor.congressId,
			version: (last?.version ?? 0) + 1,
			state: 'submitted',
			submittedAt: now,
			submittedBy: actor.name
		});
		const files = evidenceIds.length
			? await tx
					.select({ evidenceId: evidence.id })
					.from(evidence)
					.where(
						and(
							inArray(evidence.id, evidenceIds),
							eq(evidence.projectId, input.projectId),
							isNull(evidence.withdrawnAt),
							// What a deputy has photographed is not the unit's to hand in.
							isNull(evidence.visitId)
						)
					)
			: [];
		if (!files.length) return refuse('evidence-missing');
		// The version before keeps its own list: a file may go with several.
		const { congressId } = actor;
		await tx
			.insert(acceptanceEvidence)
			.values(files.map((file) => ({ congressId, acceptanceId: id, ...file })));
		await recordAct(tx, actor, own.value, { act: 'acceptance-submitted', subjectId: id }, now);
		return ok({});
	});

/**
 * Approved, a passed acceptance turns the light blue; returned, it says what is missing. The total and what is paid may
 * have changed since it was handed in: a 决算金额 that they leave unexplained is not approved.
 */
export const decideAcceptance = (
	desk: Desk,
	actor: StaffActor,
	input: { projectId: string; version: number; verdict: 'approve' | 'return'; reason: string },
	now = new Date()
): Promise<
	Result<
		object,
		| 'not-found'
		| 'forbidden'
		| 'project-replaced'
		| 'nothing-to-accept'
		| 'reason-needed'
		| 'evidence-missing'
		| 'final-unexplained'
	>
> =>
	act(desk, actor.congressId, async (tx) => {
		const found = await projectUnder(tx, actor, 'review', input.projectId);
		if (!found.ok) return found;
		const [sheet] = await tx
			.select()
			.from(acceptance)
			.where(
				and(
					eq(acceptance.projectId, input.projectId),
					eq(acceptance.version, input.version),
					eq(acceptance.state, 'submitted')
				)
			);
		if (!sheet) return refuse('nothing-to-accept');
		const reason = input.reason.trim();
		if (input.verdict === 'return' && !reason) return refuse('reason-needed');
		const [proof] = await tx
			.select({ id: evidence.id })
			.from(acceptanceEvidence)
			.innerJoin(evidence, eq(evidence.id, acceptanceEvidence.evidenceId))
			.where(and(eq(acceptanceEvidence.acceptanceId, sheet.id), isNull(evidence.withdrawnAt)))
			.limit(1);
		if (input.verdict === 'approve' && !proof) return refuse('evidence-missing');
		const unexplained = await unexplainedFinal(tx, found.value, sheet);
		if (input.verdict === 'approve' && unexplained) return refuse('final-unexplained', unexplained.sums);
		await tx
			.update(acceptance)
			.set({
				state: input.verdict === 'approve' ? 'approved' : 'returned',
				reason: input.verdict === 'return' ? reason : '',
				decidedAt: now,
				decidedBy: actor.name
			})
			.where(eq(acceptance.id, sheet.id));
		// What is to be put right is on 我的待办.
		if (input.verdict === 'approve' && sheet.conclusion === 'pass') {
			const text = toldTexts.acceptanceApproved;
			await tellUnit(tx, found.value, { told: 'acceptance-approved', subjectId: sheet.id, text }, now);
		}
		await recordAct(
			tx,
			actor,
			found.value,
			{
				act: input.verdict === 'approve' ? 'acceptance-approved' : 'acceptance-returned',
				subjectId: sheet.id,
				reason
			},
			now
		);
		return ok({});
	});

/** The fault of a 决算金额 that nobody has explained, with the sums in 万元. */
async function unexplainedFinal(
	tx: Tx,
	row: ProjectRow,
	{ finalFen, finalNote }: { finalFen: number | null; finalNote: string }
): Promise<{ fault: FinalFault; sums: { final: string; total: string; paid: string } } | null> {
	if (finalFen === null || finalNote) return null;
	const { totalFen } = row;
	const paidFen = (await newestMeasure(tx, row.id))?.paidFen ?? 0;
	const fault = finalFault(finalFen, { totalFen, paidFen });
	return (
		fault && {
			fault,
			sums: { final: writeWan(finalFen), total: writeWan(totalFen), paid: writeWan(paidFen) }
		}
	);
}
