import { z } from 'zod';
import type { RuleSet } from '../domain/rule-set.ts';
import type { RoundState } from '../domain/round-state.ts';
import type { ArchiveRecordAct, SealedState, TermState } from '../domain/archive-term.ts';
import type { RoundKind } from './views.ts';
import { roundForm } from './admin.ts';
import { uuidText } from './api.ts';
import { day } from './day.ts';

/** A file as a record names it. SHA-256 in hexadecimal. */
export type ArchiveFile = { name: string; bytes: number; sha256: string };

export type ArchiveRecordView = {
	id: string;
	act: ArchiveRecordAct;
	at: string;
	by: string;
	second: string | null;
	/** Lines in the words of the record. */
	note: string;
	files: ArchiveFile[];
};

/** One finished round as the archive page shows it. */
export type ArchiveRound = {
	roundId: string;
	meeting: string;
	/** Of a rehearsal: nothing of it is public, and nothing is taken or handed over; it is destroyed like any other. */
	rehearsal: boolean;
	title: string;
	sequence: number;
	kind: RoundKind;
	marks: RuleSet['marks'];
	state: RoundState;
	/** When it was announced, or had been closed. */
	endedAt: string | null;
	fingerprint: string | null;
	resultHash: string | null;
	/** Announced rounds only. */
	publicFile: ArchiveFile | null;
	sealed: SealedState;
	sealedFiles: ArchiveFile[];
	/** ISO date; `set` false where it is the default. */
	destroyOn: string;
	termSet: boolean;
	due: TermState;
	/** Backups of the installation that hold the sealed archive too. */
	backups: string[];
	records: ArchiveRecordView[];
};

/** Sealed archives whose date has come, and those whose date comes within the days of reminding. */
export type ArchiveReminder = {
	due: number;
	soon: number;
	/** ISO date of the first of `soon`; null where there is none. */
	nextOn: string | null;
};

const line = (most: number) => z.string().trim().min(1).max(most);

export const archiveTermForm = roundForm.extend({ destroyOn: day });

/** Names and passwords of the two persons: the office's own password again, and the witness's name and password. */
const twoPersons = {
	password: z.string().min(1).max(200),
	secondUsername: line(60),
	secondPassword: z.string().min(1).max(200)
};

export const sealedDownloadForm = roundForm.extend({ ...twoPersons, note: line(200) });

export const destroyForm = roundForm.extend({ ...twoPersons, note: line(200) });

export const handOverForm = roundForm.extend({
	receiver: line(60),
	keeper: line(60),
	place: line(100),
	note: z.string().trim().max(200)
});

/** `<id>` or `<id>.pdf`; null where there is no such paper. */
export function archivePaperFile(name: string): { id: string; format: 'html' | 'pdf' } | null {
	const id = name.replace(/\.pdf$/, '');
	return uuidText.safeParse(id).success ? { id, format: id === name ? 'html' : 'pdf' } : null;
}
