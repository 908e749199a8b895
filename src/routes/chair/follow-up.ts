import { followUpTexts } from '#lib/i18n/zh-CN/script.ts';
import { furtherRound } from '#lib/ui/hall-scene.ts';
import type { ResultView } from '#lib/wire/views.ts';

/**
 * {后续} of the 主持词: what became of a tie or a shortfall, in a sentence to be read out. Empty where the count filled
 * the places by itself; null while it is still to be decided.
 */
export function followUp(result: ResultView): string | null {
	if (result.survey || result.status === 'void') return '';
	const further = furtherRound(result);
	if (further) {
		return further.kind === 'tie-revote'
			? followUpTexts['tie-revote'](further.standings.length, further.seats)
			: followUpTexts['second-round'](further.seats);
	}
	const { settlement, standings, seats, seatsLeft, status } = result;
	switch (settlement?.kind) {
		case 'lot':
		case 'presidium': {
			const chosen = standings.filter(({ number }) => settlement.elected.includes(number));
			return followUpTexts[settlement.kind](chosen.map(({ name }) => name));
		}
		case 'vacant':
		case 'next-session':
			return followUpTexts[settlement.kind](seatsLeft);
	}
	if (status === 'pending') return null;
	if (seatsLeft > 0) return followUpTexts.vacant(seatsLeft);
	const elected = standings.filter(({ outcome }) => outcome === 'elected').length;
	return elected > seats ? followUpTexts.expand(seats) : '';
}
