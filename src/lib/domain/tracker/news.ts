import type { ChangeKind } from './change.ts';
import type { Light, LightReason } from './lights.ts';
import type { Grade, SatisfactionBase, SatisfactionCounts } from './satisfaction.ts';

/** What one piece of news of the follow-up tells, as the database answers it and a feed words it. */
export type NewsFacts =
	| { kind: 'project'; approve: number; meetingName: string }
	| { kind: 'substitute'; replaced: string; decision: string; decidedOn: string }
	| { kind: 'milestone'; name: string; plannedOn: string; doneOn: string }
	| { kind: 'report'; month: string; percent: number | null; done: string }
	| { kind: 'light'; light: Light; since: string; reasons: LightReason[] }
	| { kind: 'change'; change: ChangeKind; reason: string; decision: string; decidedOn: string }
	| { kind: 'correction'; subject: string; before: string; after: string; reason: string }
	/** By a monthly report. */
	| { kind: 'measure'; asOf: string; reason: string }
	| { kind: 'acceptance'; conclusion: 'pass' | 'rectify'; text: string; acceptedOn: string }
	| ({
			kind: 'survey';
			year: number;
			blank: number;
			base: SatisfactionBase;
			baseNumber: number;
			grade: Grade;
	  } & SatisfactionCounts);
