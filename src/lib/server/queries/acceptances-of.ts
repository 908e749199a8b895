import { asc, desc, eq, getTableColumns } from 'drizzle-orm';
import type { AcceptanceView } from '../../wire/tracker-views.ts';
import type { Tx } from '../db/client.ts';
import { acceptance, acceptanceEvidence, evidence } from '../db/tracker-schema.ts';
import { evidenceView } from './evidence-view.ts';

/**
 * Every version of a project's 验收, newest first, each with the files that were handed in with it. A withdrawn one
 * stays in the list with its reason: the list is what was handed in.
 */
export async function acceptancesOf(tx: Tx, projectId: string): Promise<AcceptanceView[]> {
	const sheets = await tx
		.select()
		.from(acceptance)
		.where(eq(acceptance.projectId, projectId))
		.orderBy(desc(acceptance.version));
	if (!sheets.length) return [];
	const files = await tx
		.select({ sheetId: acceptanceEvidence.acceptanceId, file: getTableColumns(evidence) })
		.from(acceptanceEvidence)
		.innerJoin(evidence, eq(evidence.id, acceptanceEvidence.evidenceId))
		.where(eq(evidence.projectId, projectId))
		.orderBy(asc(evidence.uploadedAt), asc(evidence.id));
	return sheets.map((one) => ({
		id: one.id,
		version: one.version,
		acceptedOn: one.acceptedOn,
		conclusion: one.conclusion,
		people: one.people,
		text: one.text,
		finalFen: one.finalFen,
		finalNote: one.finalNote,
		state: one.state,
		reason: one.reason,
		submittedAt: one.submittedAt.toISOString(),
		evidence: files.filter(({ sheetId }) => sheetId === one.id).map(({ file }) => evidenceView(file))
	}));
}
