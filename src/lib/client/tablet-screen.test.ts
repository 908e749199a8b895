import { describe, expect, it, test } from 'vitest';
import { tabletScreen, type TabletFacts, type TabletScreen } from './tablet-screen.ts';

/** A delegate with a drawn ballot in an open round; tests name what differs. */
const voting: TabletFacts = {
	card: 'held',
	person: { confirmed: true, checkedIn: true },
	sessionEnded: false,
	round: { state: 'open' },
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
		['a person to confirm', { person: { confirmed: false, checkedIn: true } }, 'identity'],
		['no round, not checked in', { round: null, person: { confirmed: true, checkedIn: false } }, 'check-in'],
		['no round, checked in', { round: null }, 'waiting'],
		['a draft', { round: { state: 'draft' } }, 'waiting'],
		['open, not checked in', { person: { confirmed: true, checkedIn: false }, draw: 'none' }, 'check-in'],
		[
			'open, left the hall after drawing',
			{ person: { confirmed: true, checkedIn: false }, draw: 'drawn' },
			'ballot'
		],
		['ready, manifest on its way', { round: { state: 'ready' }, papers: 'loading', draw: 'none' }, 'waiting'],
		['ready, drawing', { round: { state: 'ready' }, draw: 'drawing' }, 'ready'],
		['ready, drawn', { round: { state: 'ready' } }, 'ready'],
		['open, drawing', { draw: 'drawing' }, 'drawing'],
		['open, drawn', {}, 'ballot'],
		['open, reviewing', { reviewing: true }, 'review'],
		['paused', { round: { state: 'paused' } }, 'ballot'],
		['paused in review', { round: { state: 'paused' }, reviewing: true }, 'review'],
		['noted for paper', { draw: 'paper' }, 'paper'],
		['a manifest that does not match', { papers: 'refused', draw: 'none' }, 'papers-refused'],
		['a draw that was refused', { draw: 'refused' }, 'draw-refused'],
		['closed', { round: { state: 'closed' } }, 'closed'],
		['counted', { round: { state: 'counted' } }, 'closed'],
		['certified', { round: { state: 'certified' } }, 'closed'],
		['announced', { round: { state: 'announced' } }, 'result'],
		['aborted', { round: { state: 'aborted' } }, 'aborted'],
		['void', { round: { state: 'void' } }, 'void']
	])('%s', (_, difference, expected) => {
		expect(screen(difference)).toBe(expected);
	});

	it('keeps the way into the box in sight whatever happens to session, network or round', () => {
		for (const difference of [
			{ sessionEnded: true },
			{ round: { state: 'paused' } },
			{ round: { state: 'closed' } },
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
		expect(screen({ cast: 'closed', round: { state: 'aborted' } })).toBe('aborted');
		expect(screen({ cast: 'closed', round: { state: 'void' } })).toBe('void');
	});

	it('hides the ballot when the session ended here', () => {
		expect(screen({ sessionEnded: true })).toBe('session-ended');
		expect(screen({ sessionEnded: true, reviewing: true })).toBe('session-ended');
	});
});
