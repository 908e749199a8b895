import { canAct } from '#lib/domain/round-state.ts';
import type { ScriptStep } from '#lib/domain/script.ts';
import { outcomeNames } from '#lib/i18n/zh-CN/common.ts';
import type { chairSteps } from '#lib/i18n/zh-CN/chair.ts';
import type { ConsoleView } from '#lib/wire/views.ts';

/** The acts the chair's console offers; only one of them is primary at a time. */
export type ChairActs = {
	primary: 'open' | 'close' | 'resume' | 'announce' | null;
	pause: boolean;
	/** Closing while paused; while open it is the primary act. */
	closeWhilePaused: boolean;
	abort: boolean;
	void: boolean;
	/** A tie or a shortfall waits for what the rules allow. */
	settle: boolean;
};

const none: ChairActs = {
	primary: null,
	pause: false,
	closeWhilePaused: false,
	abort: false,
	void: false,
	settle: false
};

/** Nothing new is offered while a two-person act waits, or while the box is being emptied. */
export function chairActs({ round, quorum, pending, signed, toSettle }: ConsoleView): ChairActs {
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
		abort: canAct(round.state, 'abort'),
		void: canAct(round.state, 'void'),
		settle: toSettle !== null
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

/** Names of the chosen projects in the order of the count. */
export const electedNames = ({ result }: Pick<ConsoleView, 'result'>): string[] =>
	(result?.standings ?? []).filter(({ outcome }) => outcome === 'elected').map(({ name }) => name);

/** Every project of a survey with its grade, in the order of the ballot. */
export const gradedNames = ({ result }: ConsoleView): string[] =>
	(result?.standings ?? []).map(({ name, outcome }) => `${name}，${outcomeNames[outcome]}`);

/** The 主持词 that a step of the meeting begins with. */
export const stepScript: Record<ChairStep, ScriptStep> = {
	attendance: 'quorum',
	ready: 'ready',
	voting: 'open',
	counting: 'closed',
	announcing: 'announced'
};
