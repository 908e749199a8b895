import { desc, eq, inArray } from 'drizzle-orm';
import { toBase64url } from '../../crypto/bytes.ts';
import { defaultDestroyOn, termState, type SealedState } from '../../domain/archive-term.ts';
import { isoDate } from '../../i18n/format.ts';
import type { ArchiveFile, ArchiveRecordView, ArchiveReminder, ArchiveRound } from '../../wire/archive.ts';
import { fileRecord, sealedFilesOf } from '../archive/sealed-files.ts';
import { gateArchive, gateDestruction } from '../db/box-schema.ts';
import { inCongress, type Desk, type Tx } from '../db/client.ts';
import { meeting, round, roundResult, staff } from '../db/schema.ts';
import { archiveRecord, archiveTerm, backupRun } from '../db/setup-schema.ts';
import { meetingFrame } from './meeting-frame.ts';
import { publicArchive } from './public-archive.ts';

const ENDED = ['announced', 'void', 'aborted'] as const;

export type ArchivePlace = { desk: Desk; archiveDir: string };

/**
 * Every finished round of the congress, of all its meetings, the latest first. Of the rehearsals those that came to a
 * seal: deputies voted in them with their own cards, so what they left is kept and destroyed under the same term.
 */
export async function archiveView(
	{ desk, archiveDir }: ArchivePlace,
	congressId: string,
	now = new Date()
): Promise<ArchiveRound[]> {
	const rows = await inCongress(desk, congressId, (tx) => gather(tx, now));
	return Promise.all(
		rows.map(async ({ hasSealed, destruction, ...view }) => {
			const sealedFiles = await sealedFilesOf(archiveDir, view.roundId);
			// The rows were read before the folder: what was ordered and destroyed in between lies nowhere else.
			const order =
				destruction ??
				(hasSealed && !sealedFiles.length
					? await inCongress(desk, congressId, (tx) => destructionOf(tx, view.roundId))
					: null);
			const publicZip =
				view.state === 'announced' && !view.rehearsal ? await publicArchive(desk, view.roundId) : null;
			return {
				...view,
				publicFile: publicZip && fileRecord(`${view.roundId}-public.zip`, publicZip),
				sealed: sealedState({ hasSealed, destruction: order, isHere: sealedFiles.length > 0 }),
				sealedFiles
			};
		})
	);
}

/** Of which sealed archives the overview reminds the office: those to be destroyed by now, and those that soon will be. */
export async function archiveReminder(
	desk: Desk,
	congressId: string,
	now = new Date()
): Promise<ArchiveReminder> {
	const rows = await inCongress(desk, congressId, (tx) => gather(tx, now));
	const kept = rows.filter(({ hasSealed, destruction }) => hasSealed && !destruction);
	const soon = kept.filter(({ due }) => due === 'soon').map(({ destroyOn }) => destroyOn);
	return {
		due: kept.filter(({ due }) => due === 'due').length,
		soon: soon.length,
		nextOn: soon.sort()[0] ?? null
	};
}

/** One record with what its paper names; null where this congress has none such. */
export const archiveRecordFacts = (desk: Desk, congressId: string, id: string) =>
	inCongress(desk, congressId, async (tx) => {
		const [row] = await tx
			.select({ record: archiveRecord, round })
			.from(archiveRecord)
			.innerJoin(round, eq(round.id, archiveRecord.roundId))
			.where(eq(archiveRecord.id, id));
		const frame = row && (await meetingFrame(tx, row.round.meetingId, row.round));
		if (!frame) return null;
		const [record] = await recordViews(tx, [row.record]);
		const { title, fingerprint } = row.round;
		return { record: record!, title, fingerprint, meeting: frame.meeting };
	});

export type ArchiveRecordFacts = NonNullable<Awaited<ReturnType<typeof archiveRecordFacts>>>;

type Gathered = Omit<ArchiveRound, 'publicFile' | 'sealed' | 'sealedFiles'> & {
	hasSealed: boolean;
	destruction: Destruction | null;
};

/** `done` is: on the record. */
type Destruction = { done: boolean };

async function destructionOf(tx: Tx, roundId: string): Promise<Destruction | null> {
	const [found] = await tx
		.select({ destroyedAt: archiveTerm.destroyedAt })
		.from(gateDestruction)
		.leftJoin(archiveTerm, eq(archiveTerm.roundId, gateDestruction.roundId))
		.where(eq(gateDestruction.roundId, roundId));
	return found ? { done: found.destroyedAt !== null } : null;
}

async function gather(tx: Tx, now: Date): Promise<Gathered[]> {
	const rows = await tx
		.select({
			round,
			meetingName: meeting.name,
			heldOn: meeting.heldOn,
			rehearsalOf: meeting.rehearsalOf,
			term: archiveTerm
		})
		.from(round)
		.innerJoin(meeting, eq(meeting.id, round.meetingId))
		.leftJoin(archiveTerm, eq(archiveTerm.roundId, round.id))
		.where(inArray(round.state, [...ENDED]))
		.orderBy(desc(meeting.heldOn), desc(round.sequence));
	const backups = await tx.select({ at: backupRun.at }).from(backupRun).orderBy(backupRun.at);
	const gathered: Gathered[] = [];
	for (const { round: row, meetingName, heldOn, rehearsalOf, term } of rows) {
		const [sealed] = await tx.select().from(gateArchive).where(eq(gateArchive.roundId, row.id)).limit(1);
		if (rehearsalOf && !sealed) continue;
		const destruction = await destructionOf(tx, row.id);
		const [result] = await tx
			.select({ hash: roundResult.resultHash })
			.from(roundResult)
			.where(eq(roundResult.roundId, row.id))
			.orderBy(desc(roundResult.version))
			.limit(1);
		const records = await tx
			.select()
			.from(archiveRecord)
			.where(eq(archiveRecord.roundId, row.id))
			.orderBy(archiveRecord.at);
		const ended = row.announcedAt ?? row.closedAt ?? row.readyAt;
		const destroyOn = term?.destroyOn ?? defaultDestroyOn(ended ? isoDate(ended) : heldOn);
		gathered.push({
			roundId: row.id,
			meeting: meetingName,
			rehearsal: rehearsalOf !== null,
			title: row.title,
			sequence: row.sequence,
			kind: row.kind,
			marks: row.rules.marks,
			state: row.state,
			endedAt: ended?.toISOString() ?? null,
			fingerprint: row.fingerprint,
			resultHash: result?.hash ? toBase64url(result.hash) : null,
			destroyOn,
			termSet: term !== null,
			due: termState(destroyOn, isoDate(now)),
			backups: backups
				.filter(({ at }) => row.closedAt && at > row.closedAt)
				.map(({ at }) => at.toISOString()),
			records: await recordViews(tx, records),
			hasSealed: sealed !== undefined,
			destruction
		});
	}
	return gathered;
}

async function recordViews(
	tx: Tx,
	rows: (typeof archiveRecord.$inferSelect)[]
): Promise<ArchiveRecordView[]> {
	if (!rows.length) return [];
	const people = await tx.select({ id: staff.id, name: staff.name }).from(staff);
	const nameOf = (id: string | null) => people.find((person) => person.id === id)?.name ?? null;
	return rows.map(({ id, act, at, by, secondBy, note, files }) => ({
		...{ id, act, at: at.toISOString(), by: nameOf(by) ?? '', second: nameOf(secondBy), note },
		files: files satisfies ArchiveFile[]
	}));
}

function sealedState(found: {
	hasSealed: boolean;
	destruction: Destruction | null;
	isHere: boolean;
}): SealedState {
	if (found.destruction) return found.destruction.done ? 'destroyed' : 'ordered';
	if (!found.hasSealed) return 'none';
	return found.isHere ? 'kept' : 'elsewhere';
}
