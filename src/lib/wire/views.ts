import type { CandidateText } from '../crypto/manifest.ts';
import type { Standing } from '../domain/decide.ts';
import type { LedgerEquation, LedgerFigures } from '../domain/ledger.ts';
import type { RoundState } from '../domain/round-state.ts';
import type { Signer } from '../domain/signing.ts';
import type { RuleSet } from '../domain/rule-set.ts';
import type { SettlementKind } from '../domain/settlement.ts';
import type { Funds } from '../domain/tracker/funds.ts';
import type { Light, LightReason } from '../domain/tracker/lights.ts';
import type { Grade, SatisfactionBase, SatisfactionRule } from '../domain/tracker/satisfaction.ts';
import type { Substitution } from './substitution.ts';

/**
 * The whole views that go over the socket and into the pages' first load. A view is never a delta: losing
 * one costs a refresh and nothing else. Only views cross to the browser, never table rows.
 */

/** What a client may watch. `project:{id}` follows one project of the tracker. */
export type Topic = 'hall' | 'console' | 'tablet' | `project:${string}`;

/** One socket event. `seq` rises within one connection; `at` is the server's ISO 8601 time of the reading. */
export type ViewEvent<View> = { topic: Topic; seq: number; at: string; view: View };

export type MeetingHead = {
	id: string;
	congressName: string;
	/** Full official name of the meeting, such as 涌山镇第八届人民代表大会第六次会议. */
	name: string;
	/** ISO date. */
	heldOn: string;
	venue: string;
	/** Invented data: every surface carries the words 演示数据. */
	demonstration: boolean;
	/** 演练: nothing of it counts; every surface and paper carries the word. */
	rehearsal: boolean;
};

export type RoundKind = 'first' | 'tie-revote' | 'second-round';

/** 满意度测评: whose half it is, and the rule. */
export type Grading = { base: SatisfactionBase; rule: SatisfactionRule };

export type RoundHead = {
	id: string;
	/** 1 for the first round of the meeting. */
	sequence: number;
	kind: RoundKind;
	title: string;
	state: RoundState;
	/** Open, but the box has been told to take what is under way and then close. */
	closing: boolean;
	seats: number;
	marks: RuleSet['marks'];
	/** How a survey grades; null for a vote. */
	grading: Grading | null;
	cap: 'at-most' | 'exactly';
	tallyDisplay: 'live' | 'after-close';
	/** Five groups of four symbols; null while the round is a draft. */
	fingerprint: string | null;
	openedAt: string | null;
	closedAt: string | null;
	announcedAt: string | null;
	/** Why it was aborted or is void; a code for void, the entered reason for aborted. */
	reason: string | null;
	/** The round this one follows: after an abort, a void, a tie or a shortfall. */
	previousId: string | null;
	/** 只用纸质票: no tablet draws in this round. */
	paperOnly: boolean;
	/** 宣布表决有效, by the chief scrutineer. */
	validAt: string | null;
	/** The paper ballots are read, compared and ruled on. */
	paperDoneAt: string | null;
};

export type CandidateHead = { id: string; number: number; name: string; shortName: string };

/** Numbers of persons and ballots. `cast` was read before `drawn`. */
export type Turnout = {
	electorate: number;
	/** 实到: checked in at any moment so far; who left still counts. */
	checkedIn: number;
	/** Checked in and not gone: what the quorum is tested against at the opening. */
	inHall: number;
	/** 请假 and not checked in. */
	onLeave: number;
	/** Electronic ballots drawn. */
	drawn: number;
	/** Electronic ballots in the box. */
	cast: number;
	/** Ballots drawn on paper. */
	paper: number;
};

/** What the chair has put on the hall screens; `auto` follows the round. */
export type HallMode = 'auto' | 'title' | 'check-in' | 'candidate' | 'blank';

export type HallTheme = 'led' | 'red' | 'projector';

/** Tested at the opening against those in the hall; `met` says how that would end, or ended, there. */
export type Quorum = {
	rule: 'two-thirds' | 'majority' | 'none';
	needed: number;
	met: boolean;
	/** Those in the hall now; fewer than needed after the opening changes nothing for the round under way. */
	heldNow: boolean;
};

/** GET /api/v1/rounds/{id}/tally, and the same snapshot everywhere else: nobody sees finer. */
export type TallyView = {
	roundId: string;
	state: RoundState;
	drawn: number;
	cast: number;
	/** Ballots the shown numbers are made of; exact number, in batches. */
	released: number;
	exact: boolean;
	candidates:
		| null
		| {
				number: number;
				name: string;
				approve: number;
				against: number | null;
				abstain: number | null;
				/** 基本满意, in a survey only. */
				basic?: number;
		  }[];
};

export type StandingView = {
	id: string;
	number: number;
	name: string;
	shortName: string;
	approve: number;
	against: number;
	abstain: number;
	/** 基本满意, in a survey only. */
	basic?: number;
	rank: number;
	passed: boolean;
	/**
	 * As settled: a tied candidate that the lot or the presidium chose is elected here, the others are not. In a
	 * survey the grade.
	 */
	outcome: Standing['outcome'];
	/** The same marks by channel. */
	electronic: Marks;
	paper: Marks;
};

export type Marks = { approve: number; against: number; abstain: number; basic?: number };

/** One column of the report. */
export type ChannelView = {
	issued: number;
	returned: number;
	notReturned: number;
	valid: number;
	invalid: number;
};

/** What was decided about a tie or a shortfall. */
export type SettlementView = {
	kind: SettlementKind;
	/** Ballot numbers chosen among the tied. */
	elected: number[];
	note: string;
	at: string;
};

export type ResultView = {
	status: 'decided' | 'pending' | 'void';
	reason: string | null;
	issued: number;
	returned: number;
	notReturned: number;
	valid: number | null;
	invalid: number | null;
	/** Least approvals that pass; null where the rules ask for no majority. */
	threshold: number | null;
	/** A survey's rule, and how many persons its half and its rates are of; null for a vote. */
	survey: (Grading & { number: number }) | null;
	seats: number;
	/** Places the count left open, before any settlement. */
	seatsLeft: number;
	/** 1 for the count itself; a settlement or a correction makes the next. */
	version: number;
	/** Why there is a version after the first. */
	versionReason: string | null;
	/** What the rules ask to follow, by ballot numbers. */
	next: { kind: 'tie-revote' | 'second-round'; numbers: number[]; seats: number } | null;
	settlement: SettlementView | null;
	/** How the rules allow a pending result to be settled; empty where nothing waits. */
	mayBeSettledBy: SettlementKind[];
	electronic: ChannelView;
	paper: ChannelView;
	/** In the order of the count: by approvals, then by list. */
	standings: StandingView[];
};

/**
 * A counted result that waits for people: what the rules let them decide, and among whom. No number of votes is in
 * it, nor any order that tells of one, because under `after-close` whoever settles may not know them yet.
 */
export type ToSettle = {
	reason: 'tie' | 'shortfall';
	/** How it may be settled; never empty. */
	ways: SettlementKind[];
	seatsLeft: number;
	/** The tied ones, or those who would stand in a second round, by ballot number. */
	candidates: CandidateHead[];
};

/** What the chair has put on the hall screens; tablets follow a presented candidate. */
export type StageView = {
	mode: HallMode;
	/** The presented candidate's sheet. */
	candidate: CandidateSheet | null;
	/** Page of a list too long for one picture, from 1. */
	page: number;
	timerEndsAt: string | null;
	/** The theme of each paired screen; one that is missing here is not paired any more. */
	themes: Record<string, HallTheme>;
};

/** A paired hall screen, for its set-up. */
export type HallScreenView = {
	/** SHA-256 of its cookie. */
	id: string;
	name: string;
	theme: HallTheme;
	pictureCm: number | null;
	farthestCm: number | null;
	pairedAt: string;
	/** Connected now. */
	connected: boolean;
};

/** 整个票决: the union over its rounds, from the first to the newest announced one. */
export type PollView = {
	/** Of the first round that was held, neither void nor aborted, as the seats and the numbers below are. */
	title: string;
	seats: number;
	/** Numbers as on that round's ballot. `over` marks more chosen than places (并列均入选). */
	chosen: {
		id: string;
		number: number;
		name: string;
		shortName: string;
		approve: number;
		/** The round it was chosen in. */
		sequence: number;
	}[];
	seatsLeft: number;
	/** All of them, void and aborted ones too. */
	rounds: { id: string; sequence: number; kind: RoundKind; title: string; state: RoundState }[];
};

/** The hall screen. `result` is null until the chair has announced it. */
export type HallView = {
	meeting: MeetingHead;
	quorum: Quorum;
	turnout: Turnout;
	round: RoundHead | null;
	candidates: CandidateHead[];
	tally: TallyView | null;
	result: ResultView | null;
	/** A tie or a shortfall is being dealt with, so nobody can sign yet; no more than that is told. */
	settling: boolean;
	stage: StageView;
	/** Announced rounds only; null before the first announcement. */
	poll: PollView | null;
	/** Tellers' progress with the paper ballots: batches done of all; null where there is no paper. */
	paperProgress: { done: number; batches: number } | null;
};

/** What every tablet in the hall shares; who holds it comes from GET /api/v1/me. */
export type TabletView = {
	meeting: MeetingHead;
	/** Rises whenever somebody is checked in or a card changes: the sign to ask /api/v1/me again. */
	rollVersion: number;
	round: RoundHead | null;
	result: ResultView | null;
	/** As in the hall. */
	settling: boolean;
	/** The candidate that the chair presents, by id; tablets follow unless their deputy browses. */
	presenting: string | null;
	/** A further round is being prepared. */
	nextRound: RoundHead | null;
	/** The whole poll once a round of it is announced. */
	poll: PollView | null;
};

export type TwoPersonAct = 'make-ready' | 'open' | 'abort' | 'void' | 'correct' | 'reissue-card';

export type PendingActView = {
	act: TwoPersonAct;
	requestedBy: { id: string; name: string; role: string };
	requestedAt: string;
	/** After this a second person comes too late. */
	expiresAt: string;
	reason: string | null;
};

export type SignatureView = {
	delegateNumber: number;
	name: string;
	chief: boolean;
	signedAt: string | null;
};

/** Who has to do what next; the page turns it into a sentence. */
export type NextStep =
	| { code: 'check-in'; who: 'office'; missing: number }
	| { code: 'make-ready'; who: 'office' }
	| { code: 'confirm-make-ready'; who: 'office' }
	| { code: 'open'; who: 'chair' }
	| { code: 'confirm-open'; who: 'scrutineer' | 'chair' }
	| { code: 'voting'; who: 'delegate' }
	| { code: 'resume'; who: 'chair' }
	| { code: 'counting'; who: 'system' }
	/** The file with the round's keys is gone before the count: the round can only be aborted. */
	| { code: 'keys-lost'; who: 'chair' }
	| { code: 'count-paper'; who: 'teller' }
	/** More paper came out of the box than was handed out: counted again, and if it stays so the round is void. */
	| { code: 'paper-surplus'; who: 'scrutineer'; issued: number; returned: number }
	| { code: 'declare-valid'; who: 'chief-scrutineer' }
	| { code: 'settle'; who: 'office' }
	| { code: 'sign'; who: 'scrutineer' }
	| { code: 'announce'; who: 'chair' }
	| { code: 'next-round'; who: 'office' }
	| { code: 'done'; who: 'system' };

/** Deputies whose tablet is connected now, and those whose tablet was in this meeting and is not now. */
export type TabletCounts = { online: number; offline: number };

/** Chair, office and scrutineers. Under `after-close` the result stays null until it is certified. */
export type ConsoleView = HallView & {
	/**
	 * The round that is over and that the draft in `round` follows: aborted, void, or announced with a further round to
	 * come. What it came to is still to be said; null once somebody has asked to make the draft ready.
	 */
	ended: RoundHead | null;
	/** What the hall still shows once this view is at the draft that follows; null where both are at one round. */
	hall: HallView | null;
	pending: PendingActView | null;
	/** A console's own finding, never the server's: the act whose two minutes went by without a second person. */
	lapsed?: PendingActView | null;
	signatures: SignatureView[];
	/** The quorum of signatures: the chief scrutineer and one more. */
	signed: { chief: boolean; others: number; complete: boolean };
	/** Which of the two parties the round still waits for. */
	next: NextStep;
	/** What chair or office have to decide before anybody may sign; null where nothing waits. */
	toSettle: ToSettle | null;
	/** 应到、实到、发出、收回、有效、无效、未交: what is known so far, and the equations between them. */
	ledger: { figures: LedgerFigures; equations: LedgerEquation[] } | null;
	/** The chair's console in control: which browser tab, and who holds it. */
	control: { consoleId: string; name: string; at: string } | null;
	/** Hall screens paired with this meeting that are connected now. */
	halls: number;
	tablets: TabletCounts;
	/** Goes up with every change of the roll: whoever shows it reads it again. */
	rollVersion: number;
	/** New cards that wait for a scrutineer's word, and until when; null where none do. */
	reissue: { cards: number; expiresAt: string } | null;
};

/** What a scrutineer signs; only scrutineers and tellers read it before certification. */
export type SigningView = {
	roundId: string;
	fingerprint: string;
	manifestHash: string;
	root: string;
	resultHash: string;
	result: ResultView;
	/** Which version of the result the hash is of. */
	version: number;
	signatures: SignatureView[];
	/** Whose turn it is to sign; null once certified, and while the result waits for a settlement. */
	turn: Signer | null;
	/** 计票人签字, where paper was counted: who has, and who of the tellers has not. */
	tellers: { name: string; signedAt: string | null }[];
	/** The delegate whose card signs for this account; null for tellers. */
	signer: { delegateNumber: number; name: string; chief: boolean; publicKey: string } | null;
};

/** One deputy on the roll, for the office. */
export type RollRow = {
	delegateId: string;
	number: number;
	name: string;
	delegation: string;
	seat: string;
	cardId: string | null;
	cardState: 'issued' | 'active' | 'revoked' | null;
	checkedInAt: string | null;
	/** 补签: checked in while a round was under way. */
	late: boolean;
	/** 中途退场 since then; null for who is in the hall. */
	leftAt: string | null;
	/** 请假, with the reason given. */
	leave: string | null;
	/** Asked for a paper ballot. */
	wantsPaper: boolean;
	/** Drew a ballot in the current round; never whether it was cast. */
	drew: 'electronic' | 'paper' | null;
};

/** A candidate project's whole sheet. `text` is what `textHash` covers. */
export type CandidateSheet = {
	id: string;
	number: number;
	name: string;
	shortName: string;
	category: string;
	/** 建设规模; beside the frozen text. */
	scale: string;
	text: CandidateText;
	files: CandidateFileView[];
};

/** A picture or an attachment; its bytes are at `url`. */
export type CandidateFileView = {
	id: string;
	kind: 'picture' | 'attachment';
	name: string;
	mediaType: string;
	bytes: number;
	url: string;
};

/** Hashed into the manifest, so frozen at make-ready. */
export type { CandidateText };

export type MilestoneView = {
	id: string;
	name: string;
	/** ISO dates. */
	plannedOn: string;
	doneOn: string | null;
	note: string;
};

/** A chosen project under way. Money in fen (分). */
export type ProjectView = {
	id: string;
	congressName: string;
	meetingName: string;
	roundId: string;
	/** The number it had on the ballot. */
	number: number;
	name: string;
	category: string;
	content: string;
	place: string;
	beneficiaries: string;
	unit: string;
	leader: string;
	totalFen: number;
	yearFen: number;
	funding: string;
	/** The days that everybody goes by, which a 交办单 may name within the voted ones. */
	startsOn: string | null;
	endsOn: string | null;
	/** As voted, or as a decision has changed it since. */
	votedStartsOn: string | null;
	votedEndsOn: string | null;
	approve: number;
	announcedAt: string;
	milestones: MilestoneView[];
	updatedAt: string;
	demonstration: boolean;
};

export type ProjectHead = Pick<
	ProjectView,
	| 'id'
	| 'number'
	| 'name'
	| 'category'
	| 'place'
	| 'unit'
	| 'leader'
	| 'totalFen'
	| 'startsOn'
	| 'endsOn'
	| 'votedStartsOn'
	| 'votedEndsOn'
	| 'congressName'
	| 'updatedAt'
	| 'demonstration'
> & {
	/** 年度. */
	year: number;
	congressId: string;
	/** By a decision of the congress; shown for good, followed up no more. */
	replaced: boolean;
	/** The project that it took the place of, and the one that took its own. */
	substitution: Substitution;
	light: { light: Light; reasons: LightReason[] };
	/** Of the newest announced 满意度测评; null before the first. */
	satisfactionGrade: Grade | null;
	percent: number;
	plannedPercent: number;
	/** The day that the plan is of; null without an approved one. */
	plannedOn: string | null;
	funds: Funds;
	/** 数据截至. */
	asOf: string | null;
	milestones: { total: number; done: number; next: { name: string; plannedOn: string } | null };
};

/** What the public list of projects is narrowed to; null and empty narrow nothing. */
export type PublicFilter = {
	year: number | null;
	congress: string | null;
	light: Light | null;
	/** In the name, the unit or the place. */
	words: string;
};

export type PublicPage = {
	filter: PublicFilter;
	page: number;
	pages: number;
	/** There are more than the pages hold. */
	beyond: boolean;
	total: number;
	projects: ProjectHead[];
	/** What the filters offer. `congresses` holds the chosen one alone where there are too many to offer. */
	years: number[];
	congresses: { id: string; name: string }[];
};

/** The public page of one announced round. */
export type PublicResult = {
	meeting: MeetingHead;
	round: RoundHead;
	turnout: Turnout;
	result: ResultView;
	rules: Record<string, string | number>;
	resultHash: string;
	signatures: SignatureView[];
};

/**
 * Counting the paper of the current round, as one person may see it: tellers learn of a batch how far it is and
 * never what the other teller read.
 */
export type PaperView = {
	meeting: MeetingHead;
	/** Null where no round has paper to count. */
	round: RoundHead | null;
	candidates: CandidateHead[];
	issued: number;
	/** 清点; null before it. */
	box: { printed: number; spoiled: number; returned: number } | null;
	/** More came back than went out: the round is void, nothing is entered. */
	surplus: boolean;
	/** The first batch has been entered: the counted-out figures stand. */
	begun: boolean;
	batches: PaperBatchView[];
	/** Ballots of the batches that are done. */
	entered: number;
};

export type PaperBatchView = {
	/** From 1. */
	batch: number;
	size: number;
	/** 1, and one more each time it was sent back. */
	attempt: number;
	state: 'open' | 'different' | 'to-rule' | 'done';
	/** Readings of this attempt that are in: 0, 1 or 2. */
	readings: number;
	readByMe: boolean;
	/** Ballots invalid by rule, once the batch is done: too many marks, or too few. */
	invalidByRule: number | null;
	/** Why the chief scrutineer let one reading stand; scrutineers only. */
	decided: string | null;
	/** Both readings side by side where they differ; scrutineers only. */
	comparison: {
		readers: [string, string];
		differences: {
			number: number;
			name: string;
			mark: 'approve' | 'basic' | 'against';
			first: number;
			second: number;
		}[];
		unclear: { first: number; second: number };
	} | null;
	/** Unclear ballots by their place in the batch, and the ruling on each; scrutineers only. */
	unclear: { place: number; ruling: { counts: boolean; reason: string } | null }[];
};
