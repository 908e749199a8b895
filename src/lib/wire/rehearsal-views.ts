import type { ReportFigures } from '../domain/rehearsal-report.ts';
import type { RoundState } from '../domain/round-state.ts';
import type { PollView, ResultView } from './views.ts';

/** 演练报告, as it is written at the end and kept. */
export type RehearsalReport = ReportFigures & {
	v: 1;
	meetingName: string;
	startedAt: string;
	endedAt: string;
	/** How many deputies the program played. */
	simulated: number;
	/** The last round of the rehearsal. */
	round: { id: string; title: string; state: RoundState } | null;
	/** Null where it did not come to a count. */
	result: ResultView | null;
	/** What was chosen in all rounds together; null before the first announcement. */
	poll: PollView | null;
};

/** One past or running rehearsal, for the list. */
export type RehearsalHead = {
	meetingId: string;
	startedAt: string;
	startedBy: string;
	/** Null while it runs. */
	endedAt: string | null;
	simulated: number;
	submitted: number | null;
	present: number | null;
	toMend: number | null;
};

/** The office's page of rehearsals. */
export type RehearsalsView = {
	/** The newest first, the running one included. */
	heads: RehearsalHead[];
	running: RehearsalHead | null;
	/** How many deputies may be simulated: all but the scrutineers. */
	most: number;
	scrutineers: number;
	/** Why none may be started now, apart from one that runs. */
	cannot: 'not-found' | 'formal-round-under-way' | 'nothing-to-rehearse' | null;
};

/** How far the simulated deputies of a running rehearsal are. */
export type SimulationProgress = {
	/** False: their cards' seeds are not in this server's memory, as after a restart. */
	alive: boolean;
	people: number;
	checkedIn: number;
	drawn: number;
	cast: number;
	/** What went wrong last, as a refusal's code; null where all went well. */
	fault: string | null;
};

/** One electronic draw of a sealed archive: a known person, and what was signed blind. */
export type ShownDraw = { number: number; name: string; blinded: string; signature: string };

/** One ballot of a sealed archive: a one-time key, and what was chosen. */
export type ShownBallot = { place: number; key: string; ticket: string; chosen: string };

/** The automatic attempt: how much was compared in which way, and how many links came out. */
export type LinkAttempt = {
	way: 'equal' | 'hashed' | 'common-part';
	comparisons: number;
	links: number;
};

/** The opened sealed archive of a rehearsed round. */
export type OpenArchive = {
	meetingId: string;
	roundId: string;
	title: string;
	candidates: { number: number; name: string }[];
	draws: ShownDraw[];
	ballots: ShownBallot[];
	attempts: LinkAttempt[];
};
