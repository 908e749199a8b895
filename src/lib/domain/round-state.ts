import type { Role } from './permissions.ts';
import { ok, refuse, type Result } from './result.ts';

/** A round's life. It never goes back to `draft`: a correction is an abort and a new round. */
export const roundStates = [
	'draft',
	'ready',
	'open',
	'paused',
	'closed',
	'counted',
	'certified',
	'announced',
	'void',
	'aborted'
] as const;

export type RoundState = (typeof roundStates)[number];

export type RoundAct =
	| 'make-ready'
	| 'open'
	| 'pause'
	| 'resume'
	| 'close'
	| 'count'
	| 'certify'
	| 'announce'
	| 'void'
	| 'abort'
	| 'correct';

/** Acts that need two different persons, and which offices the two may hold. */
export type TwoPersonAct = 'make-ready' | 'open' | 'abort' | 'void' | 'correct';

type Step = {
	from: readonly RoundState[];
	to: RoundState;
	/** One person of one of these roles, the system itself, or one person of each of the two parties. */
	by: readonly Role[] | 'system' | 'signatures' | readonly [readonly Role[], readonly Role[]];
};

const watchers: readonly Role[] = ['chief-scrutineer', 'scrutineer'];

/** Every step a round can take. Buttons, checks and tests are derived from here. */
export const roundSteps: Readonly<Record<RoundAct, Step>> = {
	'make-ready': { from: ['draft'], to: 'ready', by: [['office'], ['office', ...watchers]] },
	open: { from: ['ready'], to: 'open', by: [['chair'], watchers] },
	pause: { from: ['open'], to: 'paused', by: ['chair'] },
	resume: { from: ['paused'], to: 'open', by: ['chair'] },
	close: { from: ['open', 'paused'], to: 'closed', by: ['chair'] },
	count: { from: ['closed'], to: 'counted', by: 'system' },
	certify: { from: ['counted'], to: 'certified', by: 'signatures' },
	announce: { from: ['certified'], to: 'announced', by: ['chair'] },
	// Up to the announcement: what is found after the last signature would otherwise leave announcing as the only act.
	void: { from: ['closed', 'counted', 'certified'], to: 'void', by: [['chair', 'office'], watchers] },
	abort: { from: ['ready', 'open', 'paused', 'closed'], to: 'aborted', by: [['chair', 'office'], watchers] },
	// 更正, before the announcement: the paper is read again, the ballots in the box stay as they are.
	correct: {
		from: ['counted', 'certified'],
		to: 'closed',
		by: [['chief-scrutineer'], ['office', 'scrutineer']]
	}
};

export const canAct = (state: RoundState, act: RoundAct): boolean => roundSteps[act].from.includes(state);

/** Ballots are handed out, electronic or paper, from make-ready until the chair's word to close. */
export const isDrawable = (round: { state: RoundState; closingAt: Date | null }): boolean =>
	['ready', 'open', 'paused'].includes(round.state) && round.closingAt === null;

/** Closed and every later state: nothing is taken any more. */
export const isOver = (state: RoundState): boolean =>
	['closed', 'counted', 'certified', 'announced', 'void', 'aborted'].includes(state);

/** Made ready and not yet announced: ballots are out or counted, and the meeting's pages are needed for them. */
export const isUnderWay = (state: RoundState): boolean => state !== 'draft' && !isFinished(state);

/** Nothing more happens to this round itself; an aborted or void one is followed by the next. */
export const isFinished = (state: RoundState): boolean => ['announced', 'void', 'aborted'].includes(state);

/** Rounds that were not void or aborted: those have chosen nothing, and one with a list and rules of its own follows. */
export const heldRounds = <R extends { state: RoundState }>(rounds: readonly R[]): R[] =>
	rounds.filter(({ state }) => state !== 'void' && state !== 'aborted');

/** 名册和候选项目固定: from make-ready until the round is announced or has come to nothing. */
export const lockingStates: readonly RoundState[] = [
	'ready',
	'open',
	'paused',
	'closed',
	'counted',
	'certified'
];

/** A candidate on a ballot in one of these is fixed for good; an aborted or void round has decided nothing. */
export const freezingStates: readonly RoundState[] = [...lockingStates, 'announced'];

/** 介绍候选项目, on the hall screens: until the opening. From then on the hall has to see the ballot. */
export const mayPresent = (state: RoundState): boolean => state === 'draft' || state === 'ready';

/** Turns of a round that the hall has to see, whatever was put on its screens before. */
export const takesTheStage = (to: RoundState): boolean =>
	['open', 'paused', 'closed', 'announced', 'void', 'aborted'].includes(to);

/** How long the first person's word holds; the second comes within it, the last moment included. */
export const SECOND_PERSON_MS = 120_000;

/** Whether `role` is one of the two parties of an act. */
export const mayTakePart = (act: TwoPersonAct, role: Role): boolean =>
	parties(act).some((party) => party.includes(role));

/**
 * Whether a second person completes a two-person act: a different one, so that both parties are there, and
 * within two minutes; the refusals come in this order. Either party may come first.
 */
export function secondMayConfirm(confirmation: {
	act: TwoPersonAct;
	requestedBy: { id: string; role: Role };
	by: { id: string; role: Role };
	requestedAtMs: number;
	nowMs: number;
}): Result<null, 'same-person' | 'second-person-too-late' | 'forbidden'> {
	const { act, requestedBy, by } = confirmation;
	if (requestedBy.id === by.id) return refuse('same-person');
	const [one, other] = parties(act);
	const fit = (a: Role, b: Role) => one.includes(a) && other.includes(b);
	if (!fit(requestedBy.role, by.role) && !fit(by.role, requestedBy.role)) return refuse('forbidden');
	if (confirmation.nowMs - confirmation.requestedAtMs > SECOND_PERSON_MS)
		return refuse('second-person-too-late');
	return ok(null);
}

const parties = (act: TwoPersonAct) => roundSteps[act].by as readonly [readonly Role[], readonly Role[]];
