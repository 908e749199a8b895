import { describe, expect, it, test } from 'vitest';
import type { RoundState } from '../domain/round-state.ts';
import { tabletScreen, type TabletFacts, type TabletScreen } from './tablet-screen.ts';

const round = (state: RoundState, paperOnly = false) => ({ state, paperOnly });
const gone = { confirmed: true, checkedIn: false, left: true };

/** A delegate with a drawn ballot in an open round; tests name what differs. */
const voting: TabletFacts = {
	card: 'held',
	person: { confirmed: true, checkedIn: true, left: false },
	sessionEnded: false,
	round: round('open'),
	papers: 'ready',
	draw: 'drawn',
	reviewing: false,
	cast: 'none'
};
const screen = (difference: Partial<TabletFacts>) => tabletScreen({ ...voting, ...difference });

describe('the tablet shows one screen', () => {
	test.each<[string, Partial<TabletFacts>, TabletScreen]>([
		['nothing known yet', { card: 'starting' }, 'starting'],
		['no card', { card: 'none', person: null }, 'card'],
		['a card being signed in', { card: 'signing-in', person: null }, 'signing-in'],
		['a person to confirm', { person: { confirmed: false, checkedIn: true, left: false } }, 'identity'],
		[
			'no round, not checked in',
			{ round: null, person: { confirmed: true, checkedIn: false, left: false } },
			'check-in'
		],
		['no round, checked in', { round: null }, 'waiting'],
		['a draft', { round: round('draft') }, 'waiting'],
		[
			'open, not checked in',
			{ person: { confirmed: true, checkedIn: false, left: false }, draw: 'none' },
			'check-in'
		],
		['open, left the hall after drawing', { person: gone, draw: 'drawn' }, 'ballot'],
		['ready, manifest on its way', { round: round('ready'), papers: 'loading', draw: 'none' }, 'waiting'],
		['ready, drawing', { round: round('ready'), draw: 'drawing' }, 'ready'],
		['ready, drawn', { round: round('ready') }, 'ready'],
		['open, drawing', { draw: 'drawing' }, 'drawing'],
		['open, drawn', {}, 'ballot'],
		['open, reviewing', { reviewing: true }, 'review'],
		['paused', { round: round('paused') }, 'ballot'],
		['paused in review', { round: round('paused'), reviewing: true }, 'review'],
		['noted for paper', { draw: 'paper' }, 'paper'],
		['paper only, ready', { round: round('ready', true), draw: 'none', papers: 'none' }, 'paper-only'],
		['paper only, open', { round: round('open', true), draw: 'none', papers: 'none' }, 'paper-only'],
		['paper only, closed', { round: round('closed', true), draw: 'none' }, 'closed'],
		['left before drawing', { person: gone, draw: 'none' }, 'left'],
		['left before the round is ready', { round: round('draft'), person: gone }, 'left'],
		['left, and the result is announced', { round: round('announced'), person: gone }, 'result'],
		['a manifest that does not match', { papers: 'refused', draw: 'none' }, 'papers-refused'],
		['a draw that was refused', { draw: 'refused' }, 'draw-refused'],
		['closed', { round: round('closed') }, 'closed'],
		['counted', { round: round('counted') }, 'closed'],
		['certified', { round: round('certified') }, 'closed'],
		['announced', { round: round('announced') }, 'result'],
		['aborted', { round: round('aborted') }, 'aborted'],
		['void', { round: round('void') }, 'void']
	])('%s', (_, difference, expected) => {
		expect(screen(difference)).toBe(expected);
	});

	it('keeps the way into the box in sight whatever happens to session, network or round', () => {
		for (const difference of [
			{ sessionEnded: true },
			{ round: round('paused') },
			{ round: round('closed') },
			{ round: null }
		] satisfies Partial<TabletFacts>[]) {
			expect(screen({ ...difference, cast: 'under-way' })).toBe('casting');
		}
	});

	it('shows the receipt although card and person are already forgotten', () => {
		expect(screen({ cast: 'stored', card: 'none', person: null })).toBe('receipt');
		expect(screen({ cast: 'earlier', card: 'none', person: null })).toBe('cast-earlier');
		expect(screen({ cast: 'closed', card: 'none', person: null })).toBe('cast-closed');
	});

	it('says that the round was aborted rather than that one ballot came too late', () => {
		expect(screen({ cast: 'closed', round: round('aborted') })).toBe('aborted');
		expect(screen({ cast: 'closed', round: round('void') })).toBe('void');
	});

	it('hides the ballot when the session ended here', () => {
		expect(screen({ sessionEnded: true })).toBe('session-ended');
		expect(screen({ sessionEnded: true, reviewing: true })).toBe('session-ended');
	});
});
