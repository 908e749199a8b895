import { expect, test } from 'vitest';
import { sampleConsole, sampleHall, sampleRound } from '../../../../../../tests/support/sample-views.ts';
import { roundOver } from './round-over.ts';

const closed = sampleRound('closed');

test('a closed round is read on', () => {
	expect(roundOver(sampleConsole({ round: closed }), closed.id)).toBeNull();
});

test('a round that was counted, or taken back to the vote, is not', () => {
	expect(roundOver(sampleConsole({ round: sampleRound('counted') }), closed.id)).toMatchObject({
		state: 'counted'
	});
});

test('a void round is over with its reason, though the consoles are at the next', () => {
	const ended = { ...sampleRound('void'), reason: '多出一张票' };
	const round = { ...sampleRound('draft'), id: 'the next round' };
	const over = { state: 'void', reason: '多出一张票' };
	expect(roundOver(sampleConsole({ round, ended }), ended.id)).toEqual(over);
	// Somebody has already asked to make the next one ready: only the hall still tells of the end.
	const hall = sampleHall({ round: ended });
	expect(roundOver(sampleConsole({ round, ended: null, hall }), ended.id)).toEqual(over);
});

test('another round than any that is told of is over without a reason', () => {
	expect(roundOver(sampleConsole({ round: closed, hall: null }), 'a round of another meeting')).toEqual({
		state: null,
		reason: null
	});
});
