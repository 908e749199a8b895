import type { DraftFate } from '../domain/discard-draft.ts';
import type { RuleSet } from '../domain/rule-set.ts';
import type { RoundState } from '../domain/round-state.ts';
import type { RoundKind } from './views.ts';

/** One meeting as the office's list of meetings shows it. */
export type MeetingListed = {
	id: string;
	name: string;
	term: number | null;
	session: number | null;
	heldOn: string;
	endsOn: string | null;
	venue: string;
	agenda: string[];
	current: boolean;
	demonstration: boolean;
	/** Name of the meeting whose set-up it took over. */
	copiedFrom: string | null;
	/** A round has been made ready: its facts stand in a manifest. */
	frozen: boolean;
	stage: 'preparing' | 'under-way' | 'finished';
	rounds: {
		id: string;
		sequence: number;
		kind: RoundKind;
		marks: RuleSet['marks'];
		title: string;
		state: RoundState;
		/** Null for the first round of a vote of its own. */
		previousId: string | null;
		/** What 撤销草稿 would leave of it; null where it can't be discarded. */
		discard: DraftFate | null;
	}[];
};

export type MeetingsView = {
	congress: { name: string; level: 'town' | 'county' | 'city' | 'province' };
	meetings: MeetingListed[];
	/** Another vote may begin in the current meeting; its candidates that no round has chosen. */
	nextPoll: { candidates: { id: string; number: number; name: string }[] } | null;
};
