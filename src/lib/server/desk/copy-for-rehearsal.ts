import { asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import {
	candidate,
	candidateFile,
	meeting,
	round,
	roundCandidate,
	scriptLine,
	scrutineer
} from '../db/schema.ts';
import { copyUpload } from '../uploads/upload-folder.ts';
import { candidatesOf } from '../queries/candidates-of.ts';

type MeetingRow = typeof meeting.$inferSelect;
type RoundRow = typeof round.$inferSelect;
type Copying = { uploadDir: string; copied: string[]; now: Date };

/**
 * The set-up of a meeting once more: candidates with their files, scrutineers, 主持词, and the first round as a draft.
 * Attendance, leave, prints and devices are not copied: a rehearsal begins in an empty hall.
 *
 * @param copying.copied gets the ids of the copied files, for who has to take them away after a failure
 * @returns the rehearsal's meeting id; it is not the current meeting yet
 */
export async function copyForRehearsal(
	tx: Tx,
	formal: MeetingRow,
	first: RoundRow,
	copying: Copying
): Promise<string> {
	const { congressId } = formal;
	const meetingId = crypto.randomUUID();
	await tx.insert(meeting).values({
		id: meetingId,
		congressId,
		name: formal.name,
		heldOn: formal.heldOn,
		endsOn: formal.endsOn,
		venue: formal.venue,
		agenda: formal.agenda,
		term: formal.term,
		session: formal.session,
		demonstration: formal.demonstration,
		rehearsalOf: formal.id
	});
	const candidateIds = await copyCandidates(tx, formal, meetingId, copying);
	await copyRound(tx, first, meetingId, candidateIds);
	const scrutineers = await tx.select().from(scrutineer).where(eq(scrutineer.meetingId, formal.id));
	if (scrutineers.length)
		await tx.insert(scrutineer).values(scrutineers.map((row) => ({ ...row, meetingId })));
	const script = await tx.select().from(scriptLine).where(eq(scriptLine.meetingId, formal.id));
	if (script.length) await tx.insert(scriptLine).values(script.map((row) => ({ ...row, meetingId })));
	return meetingId;
}

/** @returns the copy's id by the original's */
async function copyCandidates(
	tx: Tx,
	formal: MeetingRow,
	meetingId: string,
	{ uploadDir, copied, now }: Copying
): Promise<Map<string, string>> {
	const rows = await tx.select().from(candidate).where(candidatesOf(formal.id));
	const ids = new Map(rows.map(({ id }) => [id, crypto.randomUUID()]));
	if (!rows.length) return ids;
	await tx.insert(candidate).values(rows.map((row) => ({ ...row, id: ids.get(row.id)!, meetingId })));
	const files = await tx
		.select()
		.from(candidateFile)
		.where(inArray(candidateFile.candidateId, [...ids.keys()]));
	for (const file of files) {
		const id = crypto.randomUUID();
		copied.push(id);
		// The bytes are in their place before a row names them, as with any upload.
		await copyUpload(uploadDir, formal.congressId, file.id, id);
		await tx
			.insert(candidateFile)
			.values({ ...file, id, candidateId: ids.get(file.candidateId)!, addedAt: now });
	}
	return ids;
}

async function copyRound(
	tx: Tx,
	first: RoundRow,
	meetingId: string,
	candidateIds: ReadonlyMap<string, string>
): Promise<void> {
	const { congressId, title, rules, receipt } = first;
	const [made] = await tx
		.insert(round)
		.values({ congressId, meetingId, sequence: 1, kind: 'first', title, rules, receipt })
		.returning({ id: round.id });
	const listed = await tx
		.select()
		.from(roundCandidate)
		.where(eq(roundCandidate.roundId, first.id))
		.orderBy(asc(roundCandidate.number));
	if (!listed.length) return;
	await tx.insert(roundCandidate).values(
		listed.map(({ candidateId, number }) => ({
			congressId,
			roundId: made!.id,
			// The lines of a survey belong to the meeting that once chose them, and stay there.
			candidateId: candidateIds.get(candidateId) ?? candidateId,
			number
		}))
	);
}
