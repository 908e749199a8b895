import { canAct } from '#lib/domain/round-state.ts';
import { scriptLines, type chairSteps } from '#lib/i18n/zh-CN/chair.ts';
import type { ConsoleView } from '#lib/wire/views.ts';

/** The acts the chair's console offers; only one of them is primary at a time. */
export type ChairActs = {
	primary: 'open' | 'close' | 'resume' | 'announce' | null;
	pause: boolean;
	/** Closing while paused; while open it is the primary act. */
	closeWhilePaused: boolean;
	abort: boolean;
};

const none: ChairActs = { primary: null, pause: false, closeWhilePaused: false, abort: false };

/** Nothing new is offered while a two-person act waits, or while the box is being emptied. */
export function chairActs({ round, quorum, pending, signed }: ConsoleView): ChairActs {
	if (!round || pending || round.closing) return none;
	const paused = round.state === 'paused';
	return {
		primary:
			canAct(round.state, 'open') && quorum.met
				? 'open'
				: paused
					? 'resume'
					: canAct(round.state, 'close')
						? 'close'
						: canAct(round.state, 'announce') && signed.complete
							? 'announce'
							: null,
		pause: canAct(round.state, 'pause'),
		closeWhilePaused: paused,
		abort: canAct(round.state, 'abort')
	};
}

export type ChairStep = keyof typeof chairSteps;

/** Which step of the meeting is under way; null once the result is announced: every step is done. */
export function currentStep({ round }: ConsoleView): ChairStep | null {
	switch (round?.state) {
		case undefined:
			return 'attendance';
		case 'draft':
			return 'attendance';
		case 'ready':
			return 'ready';
		case 'open':
		case 'paused':
		case 'aborted':
			return 'voting';
		case 'closed':
		case 'counted':
		case 'void':
			return 'counting';
		case 'certified':
			return 'announcing';
		case 'announced':
			return null;
	}
}

/** 主持词 for the state the round is in; null where there is nothing to say yet. */
export function scriptLine(view: ConsoleView): string | null {
	const { round, turnout, ledger } = view;
	const figures = {
		electorate: turnout.electorate,
		checkedIn: turnout.checkedIn,
		issued: turnout.drawn + turnout.paper,
		returned: ledger
			? (ledger.figures.electronic.returned ?? 0) + (ledger.figures.paper.returned ?? 0)
			: turnout.cast,
		valid: ledger?.figures.valid ?? null,
		invalid: ledger?.figures.invalid ?? null
	};
	if (!round) return null;
	switch (round.state) {
		case 'draft':
			return scriptLines.draft(figures, view.quorum.met);
		case 'ready':
			return scriptLines.ready(round.title);
		case 'certified':
			return scriptLines.certified(figures);
		case 'announced':
			return scriptLines.announced(electedNames(view));
		default:
			return scriptLines[round.closing ? 'closed' : round.state];
	}
}

/** Names of the chosen projects in the order of the count. */
export const electedNames = ({ result }: ConsoleView): string[] =>
	(result?.standings ?? []).filter(({ outcome }) => outcome === 'elected').map(({ name }) => name);
