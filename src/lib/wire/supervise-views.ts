import type { CorrectedMeasure, PublicAcceptance, PublicChange, PublicCorrection } from './project-page.ts';
import type { Replacement } from './substitution.ts';
import type {
	FollowedProject,
	FollowRow,
	MilestoneFacts,
	SupervisorView,
	VisitView
} from './tracker-views.ts';

/** What the deputies' pages are given after the session. */

/** A project in a deputy's list, with what waits there for this deputy. */
export type SuperviseRow = FollowRow & {
	inGroup: boolean;
	followed: boolean;
	/** Replies that wait for this deputy's judgement. */
	toRate: number;
};

/** A reply of a unit that waits for the judgement of the deputy who has asked for it. */
export type ReplyToRate = {
	visitId: string;
	number: number;
	projectId: string;
	projectName: string;
	unit: string;
	opinion: string;
	at: string;
};

export type SuperviseList = {
	congressName: string;
	demonstration: boolean;
	/** 待评价的答复, whichever project they are of. */
	toRate: ReplyToRate[];
	/** 我监督的项目, then 我关注的; neither is paged. */
	mine: SuperviseRow[];
	followed: SuperviseRow[];
	/** All projects of the congress, a page at a time. */
	rows: SuperviseRow[];
	words: string;
	page: number;
	total: number;
	pageSize: number;
};

export type SupervisePhoto = {
	id: string;
	caption: string;
	takenOn: string | null;
	width: number | null;
	height: number | null;
};

export type SuperviseProject = {
	row: SuperviseRow;
	replacement: Replacement;
	congressName: string;
	demonstration: boolean;
	content: string;
	beneficiaries: string;
	funding: string;
	milestones: MilestoneFacts[];
	/** Approved monthly reports, newest first. */
	reports: { month: string; done: string; next: string; percent: number }[];
	photos: SupervisePhoto[];
	/** The newest approved 验收. */
	acceptance: PublicAcceptance | null;
	/** Approved changes, newest first. */
	changes: PublicChange[];
	corrections: PublicCorrection[];
	correctedMeasures: CorrectedMeasure[];
	/** Announced surveys of all deputies, newest first. */
	satisfaction: FollowedProject['satisfaction'];
	/** The group, for the group. */
	supervisors: SupervisorView[];
	/** The group's records for the group; for anybody else his own. */
	visits: VisitView[];
	/** Working days within which an opinion is answered. */
	visitReplyDays: number;
};
