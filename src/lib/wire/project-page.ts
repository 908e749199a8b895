import type { Authority, ChangeKind, ChangeValues } from '../domain/tracker/change.ts';
import type { FeedbackState } from '../domain/tracker/feedback.ts';
import type { Funds } from '../domain/tracker/funds.ts';
import type { Light, LightReason } from '../domain/tracker/lights.ts';
import type { Stage } from '../domain/tracker/plan.ts';
import type { Grade, SatisfactionBase, SatisfactionRule } from '../domain/tracker/satisfaction.ts';
import type { Replacement } from './substitution.ts';
import type { ProjectView } from './views.ts';

/** What a resident reads of one project. Lists that grow hold their newest lines and how many there are in all. */

export type PublicPhoto = {
	id: string;
	slot: 'before' | 'during' | 'after';
	caption: string;
	/** ISO date. */
	takenOn: string;
	width: number;
	height: number;
};

/** An approved monthly report. */
export type PublicReport = { month: string; percent: number; done: string; next: string };

export type PublicChange = {
	id: string;
	kind: ChangeKind;
	before: ChangeValues;
	after: ChangeValues;
	reason: string;
	authority: Authority;
	decision: string;
	decidedOn: string | null;
};

/** 更正说明; `subject` names the fact. */
export type PublicCorrection = {
	id: string;
	subject: string;
	before: string;
	after: string;
	reason: string;
	at: string;
};

/** A measure that was lower than the one before it, with the reason that its report gave. `at` is when it was approved. */
export type CorrectedMeasure = { asOf: string; reason: string; at: string };

export type PublicAcceptance = {
	acceptedOn: string;
	conclusion: 'pass' | 'rectify';
	text: string;
	finalFen: number | null;
	/** What is said to it, as where it is above the total or below what was paid; empty where nothing is. */
	finalNote: string;
};

/** The deputies' result: counts, and the number that half is taken of. */
export type PublicSatisfaction = {
	surveyId: string;
	/** The round by which they voted. */
	roundId: string;
	year: number;
	satisfied: number;
	basic: number;
	dissatisfied: number;
	blank: number;
	base: SatisfactionBase;
	baseNumber: number;
	rule: SatisfactionRule;
	grade: Grade;
	announcedAt: string;
};

/** 群众评价: counts only. */
export type PublicRating = Record<Grade, number>;

/** A resident's message that the office has shown; `reply` empty where there is none yet. */
export type PublicMessage = {
	id: string;
	text: string;
	at: string;
	reply: string;
	/** The unit that has drafted the reply; empty for the office's own. */
	replyUnit: string;
	repliedAt: string | null;
};

export type PublicMilestone = {
	id: string;
	stage: Stage;
	name: string;
	plannedOn: string;
	/** As first approved, where a change has moved it since. */
	firstPlannedOn: string | null;
	doneOn: string | null;
	/** The unit says so; the report that does is not approved yet. */
	claimedOn: string | null;
	note: string;
};

export type ProjectPage = Omit<ProjectView, 'milestones'> & {
	year: number;
	/** Replaced by a decision of the congress: shown for good, followed up no more. */
	replacedOn: string | null;
	/** What it took the place of, and what took its own, each with the decision. */
	replacement: Replacement;
	light: { light: Light; reasons: LightReason[] } | null;
	percent: number;
	plannedPercent: number;
	/** The day that the plan is of; null without an approved one. */
	plannedOn: string | null;
	/** 数据截至; null before the first approved report. */
	asOf: string | null;
	funds: Funds;
	/** Why more was paid than has arrived; empty where it wasn't. */
	explanation: string;
	milestones: PublicMilestone[];
	photos: PublicPhoto[];
	photoCount: number;
	reports: PublicReport[];
	reportCount: number;
	changes: PublicChange[];
	corrections: PublicCorrection[];
	correctedMeasures: CorrectedMeasure[];
	acceptance: PublicAcceptance | null;
	satisfaction: PublicSatisfaction[];
	rating: PublicRating;
	messages: PublicMessage[];
	messageCount: number;
};

/** The desk's three lists of residents' messages. */
export type FeedbackList = 'waiting' | 'open' | 'closed';

export type FeedbackFilter = {
	projectId: string | null;
	/** 责任单位 of the project, and its year. */
	unit: string | null;
	year: number | null;
	/** Past their term only. */
	late: boolean;
};

export type FeedbackRow = {
	id: string;
	projectId: string;
	projectName: string;
	unit: string;
	text: string;
	/** The office alone; erased with the reply. */
	contact: string;
	state: FeedbackState;
	reason: string;
	/** An act names the one it saw. */
	revision: number;
	at: string;
	/** When it has to be looked at or answered; null once it is done with. */
	dueOn: string | null;
	forwardedAt: string | null;
	forwardNote: string;
	draft: string;
	/** Null while the unit is asked for one. */
	draftAt: string | null;
	draftBy: string;
	reply: string;
	repliedAt: string | null;
	/** When the office found that it needs none. */
	noReplyAt: string | null;
};

export type FeedbackDesk = {
	congressName: string;
	demonstration: boolean;
	list: FeedbackList;
	filter: FeedbackFilter;
	/** What the filters offer. */
	years: number[];
	units: string[];
	counts: Record<FeedbackList, number>;
	page: number;
	pages: number;
	rows: FeedbackRow[];
};
