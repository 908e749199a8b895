import type { Role } from './permissions.ts';
import { ok, refuse, type Result } from './result.ts';

/**
 * How long a sealed archive is kept where the office sets no other date. No rule is known for 票决票; for the ballots of
 * a town's elections it is one month.
 */
export const KEEP_DAYS = 30;

/** From how many days before the date on the office is reminded. */
export const REMIND_DAYS = 7;

export type TermState = 'kept' | 'soon' | 'due';

/**
 * Where a round's ballots are: in a sealed archive here, in one on another machine, on their way to destruction,
 * destroyed, or without an archive at all.
 */
export type SealedState = 'kept' | 'elsewhere' | 'ordered' | 'destroyed' | 'none';

/** What a record of an archive is about. */
export type ArchiveRecordAct = 'download' | 'hand-over' | 'destruction';

/** ISO dates, as Beijing's calendar has them. */
export const defaultDestroyOn = (endedOn: string): string => addDays(endedOn, KEEP_DAYS);

/** From the date itself on the archive may be destroyed. */
export function termState(destroyOn: string, today: string): TermState {
	if (today >= destroyOn) return 'due';
	return today >= addDays(destroyOn, -REMIND_DAYS) ? 'soon' : 'kept';
}

/** Acts on a sealed archive, which nobody does alone. */
export type ArchiveAct = 'download' | 'destroy';

const watchers: readonly Role[] = ['chief-scrutineer', 'scrutineer'];

/**
 * The sealed archive leaves the system only before a scrutineer; its destruction, long after the session, may also be
 * witnessed by a second person of the office.
 */
const seconds: Readonly<Record<ArchiveAct, readonly Role[]>> = {
	download: watchers,
	destroy: [...watchers, 'office']
};

export function secondMayWitness(
	act: ArchiveAct,
	first: { id: string; role: Role },
	second: { id: string; role: Role }
): Result<null, 'forbidden' | 'same-person' | 'witness-role'> {
	if (first.role !== 'office') return refuse('forbidden');
	if (first.id === second.id) return refuse('same-person');
	return seconds[act].includes(second.role) ? ok(null) : refuse('witness-role');
}

/** How long a download that two persons have allowed stays open, for two copies. */
export const DOWNLOAD_MS = 10 * 60_000;

function addDays(date: string, days: number): string {
	const at = new Date(`${date}T00:00:00Z`);
	at.setUTCDate(at.getUTCDate() + days);
	return at.toISOString().slice(0, 10);
}

/** Of the files of a round's archives, those that hold its ballots. */
export const isSealedFile = ({ name }: { name: string }): boolean => name.includes('-sealed');
