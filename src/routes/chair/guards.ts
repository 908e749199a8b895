import { guardTexts } from '#lib/i18n/zh-CN/chair.ts';
import type { ConsoleView } from '#lib/wire/views.ts';

/** What the chair had before the eyes when the round was looked over, to tell what has changed since. */
export type Checked = {
	roundId: string;
	fingerprint: string | null;
	electorate: number;
	onLeave: number;
	inHall: number;
};

export const checkedOf = ({ round, turnout }: ConsoleView): Checked => ({
	roundId: round?.id ?? '',
	fingerprint: round?.fingerprint ?? null,
	electorate: turnout.electorate,
	onLeave: turnout.onLeave,
	inHall: turnout.inHall
});

/**
 * What changed between looking a ready round over and opening it. Arrivals are what everybody waits for and no
 * warning; departures are.
 */
export function changesSince(checked: Checked | null, view: ConsoleView): string[] {
	const now = checkedOf(view);
	if (view.round?.state !== 'ready' || checked?.roundId !== now.roundId) return [];
	const told = (key: 'electorate' | 'onLeave' | 'inHall') => ({ from: checked[key], to: now[key] });
	return [
		...(checked.fingerprint !== now.fingerprint ? [guardTexts['ballot-changed']()] : []),
		...(checked.electorate !== now.electorate ? [guardTexts['electorate-changed'](told('electorate'))] : []),
		...(checked.onLeave !== now.onLeave ? [guardTexts['leave-changed'](told('onLeave'))] : []),
		...(now.inHall < checked.inHall ? [guardTexts['left-hall'](told('inHall'))] : [])
	];
}

/** What the chair should know before the next act, the most serious first; the server refuses the first by itself. */
export function guards(view: ConsoleView): string[] {
	const { round, quorum, turnout, halls, meeting } = view;
	const figures = { inHall: turnout.inHall, needed: quorum.needed };
	const voting = round?.state === 'open' || round?.state === 'paused';
	const acting = voting || round?.state === 'ready' || round?.state === 'certified';
	return [
		...(round?.state === 'ready' && !quorum.heldNow ? [guardTexts.quorum(figures)] : []),
		...(voting && !quorum.heldNow ? [guardTexts['quorum-lost'](figures)] : []),
		...(acting && halls === 0 ? [guardTexts['no-hall']()] : []),
		...(round?.state === 'ready' && meeting.rehearsal ? [guardTexts.rehearsal()] : []),
		...(round?.state === 'ready' && meeting.demonstration ? [guardTexts.demonstration()] : [])
	];
}
