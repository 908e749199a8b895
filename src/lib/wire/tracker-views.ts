import type { RoundState } from '../domain/round-state.ts';
import type { AcceptanceState } from '../domain/tracker/acceptance-state.ts';
import type { Authority, ChangeKind, ChangeValues } from '../domain/tracker/change.ts';
import type { FieldChange } from '../domain/tracker/differences.ts';
import type { Funds } from '../domain/tracker/funds.ts';
import type { GroupPart } from '../domain/tracker/group.ts';
import type { Light, LightReason, LightRules } from '../domain/tracker/lights.ts';
import type { OpinionStage } from '../domain/tracker/opinion.ts';
import type { PlanChanges } from '../domain/tracker/plan-changes.ts';
import type { PlanBody, PlanFate, PlanState, Stage } from '../domain/tracker/plan.ts';
import type { ReserveState } from '../domain/tracker/reserve.ts';
import type { FiguresOfMonth, ReportBody, ReportState } from '../domain/tracker/report.ts';
import type {
	Grade,
	SatisfactionBase,
	SatisfactionCounts,
	SatisfactionRule
} from '../domain/tracker/satisfaction.ts';
import type { TrackerSettings } from '../domain/tracker/settings.ts';
import type { TodoKind } from '../domain/tracker/todo-order.ts';
import type { Replacement, Substitution } from './substitution.ts';
import type { SurveyChanges } from './survey-list.ts';

/**
 * What the follow-up's pages are given. Dates are ISO calendar dates, moments are ISO instants, money is in fen.
 */

/** The light with what it needs to be explained in words. */
export type LightView = { light: Light; reasons: LightReason[]; rulesVersion: number; computedOn: string };

/** One line of every list: leader's table, ledger, wall, the unit's own projects. */
export type FollowRow = {
	id: string;
	year: number;
	number: number;
	name: string;
	category: string;
	place: string;
	unit: string;
	leader: string;
	cooperating: string[];
	/** 全年目标任务. */
	target: string;
	light: LightView | null;
	percent: number;
	plannedPercent: number;
	/** The day that the plan is of; null without an approved one. */
	plannedOn: string | null;
	totalFen: number;
	funds: Funds;
	overdueDays: number;
	lateReportDays: number;
	next: { name: string; plannedOn: string } | null;
	startsOn: string | null;
	endsOn: string | null;
	/** The month from which reports are owed. */
	reportsFrom: string | null;
	/** 数据截至. */
	asOf: string | null;
	updatedAt: string;
	replaced: boolean;
	substitution: Substitution;
	satisfaction: Grade | null;
};

/** Lists of what somebody has to be urged about, the office itself where nothing was handed over yet. */
export const dues = ['unassigned', 'no-group', 'late-plan', 'overdue', 'late-report', 'unanswered'] as const;
export type Due = (typeof dues)[number];

export type FollowFilter = {
	year: number | null;
	light: Light | null;
	unit: string | null;
	place: string | null;
	/** What somebody has to be urged about. */
	due: Due | null;
	/** 满意度测评, as the row shows it; `none` for what was not graded. */
	grade: Grade | 'none' | null;
	/** Words in the name. */
	words: string;
	page: number;
};

/** A unit's line of the office's first page; `heavy` are red and orange lights. */
export type UnitLine = {
	unit: string;
	projects: number;
	heavy: number;
	yellow: number;
	/** Projects whose plan is past its term and not handed in. */
	latePlans: number;
	overdue: number;
	lateReports: number;
	/** Projects with a 督办 notice that waits for its reply, as `due=unanswered` lists them. */
	unanswered: number;
	/** Deputies' opinions that the unit owes a reply to, and of these the ones past their term. */
	opinions: number;
	lateOpinions: number;
	/** Residents' messages to be answered, and of these the late ones; none for whoever looks at no messages. */
	messages: number;
	lateMessages: number;
	/** Plans and reports approved or returned, and of these the returned. */
	decided: number;
	returned: number;
};

export type OfficeBoard = Omit<UnitLine, 'unit' | 'projects' | 'heavy' | 'yellow'> & {
	year: number;
	/** Projects that wait for their 交办单. */
	unassigned: number;
	/** Handed over, not accepted, and without the group that 1+1+2 asks for. */
	noGroup: number;
	/** Messages to be looked at first, which is the office's own work; null for whoever looks at none. */
	reviews: { waiting: number; late: number } | null;
	/** Years before this one in which somebody who wrote still waits for a reply, the newest first. */
	earlier: { year: number; opinions: number; messages: number }[];
	units: UnitLine[];
};

/** Deputies' opinions that wait for the unit, the most urgent first: a page. */
export type OwedOpinions = {
	congressName: string;
	demonstration: boolean;
	filter: { year: number | null; unit: string | null; late: boolean; page: number };
	years: number[];
	units: string[];
	total: number;
	pageSize: number;
	rows: {
		id: string;
		projectId: string;
		projectName: string;
		unit: string;
		by: string;
		at: string;
		opinion: string;
		dueOn: string;
		/** Number of the reply that is owed. */
		reply: number;
	}[];
};

/** One that may take the place of a replaced project. */
export type FreeReserve = { id: string; name: string; unit: string; year: number; totalFen: number };

/** A page of the 储备库. */
export type ReservePage = {
	congressName: string;
	demonstration: boolean;
	filter: { year: number | null; state: ReserveState | null; page: number };
	years: number[];
	total: number;
	pageSize: number;
	rows: {
		id: string;
		year: number;
		meetingName: string;
		roundTitle: string;
		number: number;
		name: string;
		unit: string;
		totalFen: number;
		approve: number;
		state: ReserveState;
		/** Why it was given up; empty otherwise. */
		note: string;
		/** The project that it has become in the place of a replaced one, named by the replaced one. */
		takenFor: { projectId: string; name: string } | null;
	}[];
};

/** A page of a list; `units`, `places` and `years` are what the filters offer. */
export type FollowPage = {
	congressName: string;
	demonstration: boolean;
	filter: FollowFilter;
	rows: FollowRow[];
	total: number;
	pageSize: number;
	/** Of all pages of the list, without what was replaced. */
	money: { totalFen: number; arrivedFen: number; paidFen: number };
	lights: Record<Light, number>;
	units: string[];
	places: string[];
	years: number[];
	/** Years before the one that is shown with projects that are not accepted yet, the newest first. */
	earlier: { year: number; open: number }[];
};

export type MilestoneFacts = {
	id: string;
	stage: Stage;
	name: string;
	plannedOn: string;
	/** As first approved, where a decision has moved it. */
	firstPlannedOn: string | null;
	doneOn: string | null;
	/** The unit says so; the report that does is not decided yet. */
	claimedOn: string | null;
	note: string;
};

export type AssignmentView = {
	version: number;
	/** How many versions have set days, up to this one. */
	sheetsOfDays: number;
	reference: string;
	unit: string;
	leader: string;
	contact: string;
	cooperating: string[];
	target: string;
	startsOn: string;
	endsOn: string;
	planDueOn: string;
	requirement: string;
	issuedAt: string;
};

export type SupervisorView = {
	id: string;
	part: GroupPart;
	name: string;
	number: number | null;
	/** No longer on the roll: records nothing any more. */
	left: boolean;
};

export type PlanView = {
	state: PlanState;
	draft: Record<string, string>;
	revision: number;
	version: number;
	dueOn: string;
	reason: string;
	savedAt: string;
	savedBy: string;
	/** The newest version that was submitted; null before the first. */
	submitted: PlanBody | null;
};

/** A version of the plan as it was handed in, or as a decision made it. */
export type PlanVersionView = {
	version: number;
	body: PlanBody;
	submittedAt: string;
	submittedBy: string;
	/** Null for one that a decision has made. */
	fate: PlanFate | null;
	/** The approved change that made it; null for one that was handed in. */
	change: {
		kind: ChangeKind;
		authority: Authority;
		decision: string;
		decidedOn: string;
		recordedBy: string;
	} | null;
	/** Against the version before; null for the first. */
	changes: PlanChanges | null;
};

/** A page of them, newest first. */
export type PlanVersionsPage = { versions: PlanVersionView[]; more: boolean; first: boolean };

export type MeasureView = Funds & {
	asOf: string;
	percent: number;
	explanation: string;
	correction: string;
};

export type ReportHead = {
	id: string;
	month: string;
	dueOn: string;
	state: ReportState;
	version: number;
	reason: string;
	savedAt: string;
	submittedAt: string | null;
	decidedAt: string | null;
	decidedBy: string | null;
};

export type ReportView = ReportHead & {
	/** Milestones that another month's report has told, which waits for its verdict. */
	elsewhere: string[];
	/** What it is compared with when it is handed in; null for the first one. */
	before: FiguresOfMonth | null;
	/** Of the approved plan at the month's end, or today where that is earlier. */
	planned: { on: string; percent: number } | null;
	draft: Record<string, string>;
	revision: number;
	savedBy: string;
	/** Newest first: each as it was submitted, with what it changed against the one before. */
	versions: {
		version: number;
		body: ReportBody;
		hash: string;
		submittedAt: string;
		submittedBy: string;
		changes: FieldChange[];
	}[];
};

export type EvidenceView = {
	id: string;
	kind: 'photo' | 'document';
	slot: 'before' | 'during' | 'after' | null;
	caption: string;
	takenOn: string | null;
	takenFrom: 'camera' | 'entered' | null;
	mediaType: string;
	bytes: number;
	width: number | null;
	height: number | null;
	shown: boolean;
	uploadedAt: string;
	uploadedBy: string;
	withdrawnFor: string | null;
};

export type HistoryView = {
	id: number;
	at: string;
	by: string;
	unit: string | null;
	act: string;
	changes: FieldChange[];
	reason: string;
};

export type ChangeView = {
	id: string;
	projectId: string;
	projectName: string;
	kind: ChangeKind;
	before: ChangeValues;
	after: ChangeValues;
	reason: string;
	authority: Authority;
	state: 'asked' | 'approved' | 'refused' | 'withdrawn';
	askedAt: string;
	askedBy: string;
	decision: string;
	decidedOn: string | null;
	note: string;
};

export type SupervisionActView = {
	id: string;
	projectId: string;
	projectName: string;
	unit: string;
	kind: 'notice' | 'talk' | 'inquiry';
	reference: string;
	heldOn: string;
	text: string;
	people: string;
	dueOn: string | null;
	state: 'open' | 'replied' | 'closed';
	closedFor: string | null;
	/** `dueOn` is the term that the reply has answered; null without one, or where it was added unasked. */
	replies: { number: number; text: string; at: string; by: string; dueOn: string | null }[];
	/** What the office found missing in a reply, oldest first. */
	returns: { at: string; by: string; words: string }[];
};

/** A deputy's record with whose turn it is. Individual grades are for the unit, the office and their author. */
export type VisitView = {
	id: string;
	projectId: string;
	kind: 'visit' | 'opinion';
	visitedOn: string;
	/** The deputy's name; never on a public page. */
	by: string;
	/** Whether the person who asks wrote it. */
	own: boolean;
	companions: string[];
	found: string;
	opinion: string;
	stage: OpinionStage;
	/** Of the reply that is owed now. */
	dueOn: string | null;
	at: string;
	photos: EvidenceView[];
	replies: ReplyView[];
};

/** A page of one project's records, those that wait for a reply first. */
export type ProjectOpinions = {
	rows: VisitView[];
	/** On all pages: records, and of these the ones that wait for a reply. */
	total: number;
	owed: number;
	pageSize: number;
	filter: { page: number };
};

export type ReplyView = {
	number: number;
	text: string;
	at: string;
	by: string;
	/** By when it was due. */
	dueOn: string;
	rating: { grade: Grade; comment: string; at: string } | null;
	/** Judged, whether or not the grade is shown here. */
	rated: boolean;
};

export type AcceptanceView = {
	id: string;
	version: number;
	acceptedOn: string;
	conclusion: 'pass' | 'rectify';
	people: string;
	text: string;
	finalFen: number | null;
	/** What is said to it, as where it is above the total or below what was paid; empty where nothing is. */
	finalNote: string;
	state: AcceptanceState;
	reason: string;
	submittedAt: string;
	evidence: EvidenceView[];
};

/** Counts first, then the rates, then the grade, and always whose half it is. */
export type SatisfactionView = {
	projectId: string;
	projectName: string;
	number: number;
	counts: SatisfactionCounts & { blank: number };
	base: SatisfactionBase;
	baseNumber: number;
	rule: SatisfactionRule;
	grade: Grade;
};

/** 满意度测评 for the office: what a new one is about, where it can be held, and those there are, newest first. */
export type SurveysView = {
	congressName: string;
	demonstration: boolean;
	/** 全体代表 now. */
	electorate: number;
	settings: { base: SatisfactionBase; rule: SatisfactionRule; version: number };
	years: number[];
	year: number | null;
	/** Of `year`, in the order of the ballot. */
	projects: { id: string; year: number; name: string; unit: string }[];
	meetings: {
		id: string;
		name: string;
		heldOn: string;
		current: boolean;
		demonstration: boolean;
		/** No vote of it stands in the way. */
		free: boolean;
	}[];
	surveys: {
		id: string;
		year: number;
		title: string;
		meetingName: string;
		roundId: string;
		state: RoundState;
		base: SatisfactionBase;
		rule: SatisfactionRule;
		createdAt: string;
		createdBy: string;
		announcedAt: string | null;
		/** What has become of its list; null where it is that of the year, or the result is announced. */
		changes: SurveyChanges | null;
		/** Announced ones only. */
		results: (SatisfactionView & { replaced: boolean })[];
	}[];
	/** A survey of `year` waits for its announcement. */
	underWay: boolean;
};

/** A message of the inbox. */
export type ReminderView = {
	id: string;
	projectId: string;
	projectName: string;
	kind: string;
	text: string;
	dueOn: string | null;
	escalated: boolean;
	at: string;
	/** Or of what nobody has to act on any more. */
	read: boolean;
	replaced: boolean;
	/** Where it is about; null of a project that this account can't open any more. */
	href: string | null;
};

/** A page of the inbox, unread messages first; `unread` are those of all pages. */
export type InboxPage = {
	rows: ReminderView[];
	unread: number;
	total: number;
	pageSize: number;
	filter: { page: number };
};

/** One thing the unit has to do, most urgent first. */
export type TodoItem = {
	projectId: string;
	projectName: string;
	kind: TodoKind;
	about: string;
	dueOn: string | null;
	href: string;
};

/** What a 交办单 is filled in from. */
export type AssignmentChoices = {
	deputies: { number: number; name: string }[];
	units: string[];
	/** Units that an account in use reports for: nobody else sees a project handed to one. */
	withAccount: string[];
};

/** What waits for the supervising office. */
export type ReviewItem = {
	projectId: string;
	projectName: string;
	unit: string;
	/** `act-open`: a 约谈 or 询问 to be closed, no reply being due; `act-left`: what a replaced project has left open. */
	kind:
		| 'assignment'
		| 'plan'
		| 'report'
		| 'change'
		| 'acceptance'
		| 'reply'
		| 'act-open'
		| 'act-left'
		| 'feedback'
		| 'feedback-draft'
		| 'feedback-open';
	about: string;
	/** Of which kind the 督办 is that it is about. */
	act: 'notice' | 'talk' | 'inquiry' | null;
	since: string;
	href: string;
};

/** The whole desk page of one project. */
export type FollowedProject = {
	row: FollowRow;
	congressName: string;
	meetingName: string;
	demonstration: boolean;
	content: string;
	beneficiaries: string;
	funding: string;
	yearFen: number;
	/** As voted on or changed by a decision; the 交办单 may name narrower ones. */
	votedStartsOn: string | null;
	votedEndsOn: string | null;
	approve: number;
	roundId: string;
	resultHash: string | null;
	replacement: Replacement;
	assignment: AssignmentView | null;
	supervisors: SupervisorView[];
	plan: PlanView | null;
	milestones: MilestoneFacts[];
	measures: MeasureView[];
	reports: ReportHead[];
	evidence: EvidenceView[];
	acts: SupervisionActView[];
	changes: ChangeView[];
	acceptances: AcceptanceView[];
	/** 满意度测评, the newest first. */
	satisfaction: (SatisfactionView & { year: number; roundId: string; announcedAt: string })[];
};

/** The settings in force, and every version of them, newest first, each with what it changed. */
export type TrackerSettingsView = {
	version: number;
	values: TrackerSettings;
	versions: { version: number; reason: string; at: string; by: string; changes: FieldChange[] }[];
};

export type LightSettingsView = {
	version: number;
	rules: LightRules;
	reason: string;
	at: string | null;
	by: string | null;
	/** Older versions, newest first. */
	before: { version: number; rules: LightRules; reason: string; at: string; by: string }[];
};
