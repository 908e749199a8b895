import type { RoundState } from '#lib/domain/round-state.ts';
import type {
	ConsoleView,
	HallView,
	MeetingHead,
	ResultView,
	RollRow,
	RoundHead,
	StageView
} from '#lib/wire/views.ts';

/** Views of an ordinary session of 76, for tests of what pages make of them; say only what the test is about. */
export const sampleMeeting: MeetingHead = {
	id: 'm',
	congressName: '涌山镇人民代表大会',
	name: '涌山镇第八届人民代表大会第六次会议',
	heldOn: '2024-04-12',
	venue: '',
	demonstration: true,
	rehearsal: false
};

export const sampleRound = (state: RoundState = 'open', over: Partial<RoundHead> = {}): RoundHead => ({
	id: '11111111-1111-4111-8111-111111111111',
	sequence: 1,
	kind: 'first',
	title: '民生实事项目票决',
	state,
	closing: false,
	seats: 5,
	marks: 'approve',
	cap: 'at-most',
	tallyDisplay: 'live',
	fingerprint: state === 'draft' ? null : 'AAAA-BBBB-CCCC-DDDD-EEEE',
	openedAt: null,
	closedAt: null,
	announcedAt: null,
	reason: null,
	previousId: null,
	grading: null,
	paperOnly: false,
	validAt: null,
	paperDoneAt: null,
	...over
});

export const sampleStage: StageView = {
	mode: 'auto',
	candidate: null,
	page: 1,
	timerEndsAt: null,
	themes: {}
};

export const sampleHall = (over: Partial<HallView> = {}): HallView => ({
	meeting: sampleMeeting,
	quorum: { rule: 'two-thirds', needed: 51, met: true, heldNow: true },
	turnout: { electorate: 76, checkedIn: 70, inHall: 70, onLeave: 0, drawn: 70, cast: 60, paper: 0 },
	round: sampleRound(),
	candidates: [],
	tally: null,
	result: null,
	settling: false,
	stage: sampleStage,
	poll: null,
	paperProgress: null,
	...over
});

export const sampleConsole = (over: Partial<ConsoleView> = {}): ConsoleView => ({
	...sampleHall(),
	ended: null,
	hall: null,
	pending: null,
	signatures: [
		{ delegateNumber: 5, name: '甲', chief: true, signedAt: null },
		{ delegateNumber: 6, name: '乙', chief: false, signedAt: null }
	],
	signed: { chief: false, others: 0, complete: false },
	next: { code: 'done', who: 'system' },
	toSettle: null,
	ledger: null,
	control: null,
	halls: 1,
	tablets: { online: 0, offline: 0 },
	rollVersion: 0,
	reissue: null,
	...over
});

const channel = { issued: 70, returned: 70, notReturned: 0, valid: 70, invalid: 0 };

export const sampleResult = (over: Partial<ResultView> = {}): ResultView => ({
	status: 'decided',
	reason: null,
	...channel,
	threshold: 39,
	seats: 5,
	seatsLeft: 0,
	version: 1,
	versionReason: null,
	next: null,
	settlement: null,
	survey: null,
	mayBeSettledBy: [],
	electronic: channel,
	paper: { issued: 0, returned: 0, notReturned: 0, valid: 0, invalid: 0 },
	standings: [],
	...over
});

export const sampleRollRow = (number: number, over: Partial<RollRow> = {}): RollRow => ({
	delegateId: `d${number}`,
	number,
	name: `代表${number}`,
	delegation: '第一代表团',
	seat: `1排${number}座`,
	cardId: '00',
	cardState: 'issued',
	checkedInAt: null,
	late: false,
	leftAt: null,
	leave: null,
	wantsPaper: false,
	drew: null,
	...over
});
