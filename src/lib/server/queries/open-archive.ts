import { eq } from 'drizzle-orm';
import { fromBase64url } from '../../crypto/bytes.ts';
import { tryToLink, type BallotLine, type DrawLine } from '../../crypto/link-attempt.ts';
import type { Manifest } from '../../crypto/manifest.ts';
import { decodeMask } from '../../domain/ballot.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isSurvey } from '../../domain/rule-set.ts';
import { gradesText, marksText } from '../../i18n/zh-CN/rehearsal.ts';
import type { OpenArchive } from '../../wire/rehearsal-views.ts';
import { readSealedFile } from '../archive/sealed-files.ts';
import { readZip } from '../archive/zip.ts';
import { gateArchive, gateDestruction } from '../db/box-schema.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { delegate } from '../db/schema.ts';
import { meetingKind } from './meeting-kind.ts';
import { announcedRound } from './rehearsal-report.ts';

export type OpenArchiveRefusal =
	'not-rehearsed' | 'archive-not-sealed' | 'archive-destroyed' | 'archive-not-here';

/**
 * The sealed archive of a rehearsed round, opened for everybody in the hall to look for a link between a person and a
 * ballot. Of a rehearsal and of nothing else: what decides is the meeting's own row, which nobody can change, and the
 * file is not even looked for before.
 */
export async function openArchive(
	desk: Desk,
	archiveDir: string,
	congressId: string,
	meetingId: string
): Promise<Result<OpenArchive, OpenArchiveRefusal>> {
	const found = await inCongress(desk, congressId, async (tx) => {
		if (!(await meetingKind(tx, meetingId))?.rehearsal) return refuse('not-rehearsed');
		const row = await announcedRound(tx, meetingId);
		const [sealed] = row ? await tx.select().from(gateArchive).where(eq(gateArchive.roundId, row.id)) : [];
		if (!row?.manifest || !sealed) return refuse('archive-not-sealed');
		const [order] = await tx.select().from(gateDestruction).where(eq(gateDestruction.roundId, row.id));
		if (order) return refuse('archive-destroyed');
		const people = await tx.select({ number: delegate.number, name: delegate.name }).from(delegate);
		return ok({ roundId: row.id, title: row.title, manifest: row.manifest, people });
	});
	if (!found.ok) return found;
	const { roundId, title, manifest, people } = found.value;
	const lines = await linesOf(archiveDir, `${roundId}-sealed.zip`);
	if (!lines) return refuse('archive-not-here');
	const nameOf = new Map(people.map(({ number, name }) => [number, name]));
	// A paper draw has no value that could lead anywhere.
	const draws = lines.draws.filter((line) => 'blinded' in line);
	return ok({
		meetingId,
		roundId,
		title,
		candidates: manifest.candidates.map(({ number, name }) => ({ number, name })),
		draws: draws.map(({ number, blinded, signature }) => ({
			number,
			name: nameOf.get(number) ?? String(number),
			blinded: blinded.join(' '),
			signature
		})),
		ballots: lines.ballots.map(({ key, tickets, mask }, i) => ({
			place: i + 1,
			key,
			ticket: tickets.join(' '),
			chosen: chosen(manifest, mask)
		})),
		attempts: tryToLink(draws, lines.ballots)
	});
}

type Lines = {
	draws: ({ number: number } & (DrawLine | { paper: true }))[];
	ballots: (BallotLine & { mask: string })[];
};

/** Null where this machine does not hold the file: the box may write on another one. */
async function linesOf(archiveDir: string, name: string): Promise<Lines | null> {
	const bytes = await readSealedFile(archiveDir, name);
	if (!bytes) return null;
	const zip = readZip(new Uint8Array(bytes));
	if (!zip.ok) throw new Error(`${name}: ${zip.code}`);
	const read = <Line>(name: string): Line[] => {
		const entry = zip.value.find((file) => file.name === name);
		const text = new TextDecoder().decode(entry?.content);
		return text
			.split('\n')
			.filter(Boolean)
			.map((line) => JSON.parse(line) as Line);
	};
	return { draws: read('sealed/draws.jsonl'), ballots: read('sealed/ballots.jsonl') };
}

function chosen({ candidates, rules }: Manifest, mask: string): string {
	const marks = decodeMask(fromBase64url(mask), candidates.length, rules);
	if (!marks.ok) throw new Error(`a ballot of the archive is ${marks.code}`);
	const numbers = (wanted: number) =>
		candidates.filter((_, i) => marks.value[i] === wanted).map(({ number }) => number);
	if (isSurvey(rules)) return gradesText([numbers(1), numbers(3), numbers(2)]);
	return marksText(numbers(1), rules.marks === 'approve' ? null : numbers(2));
}
