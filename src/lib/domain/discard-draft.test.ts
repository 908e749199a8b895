import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { discardDraft } from './discard-draft.ts';
import { roundStates } from './round-state.ts';

const vote = { state: 'draft', survey: false, follows: false, tookOver: false } as const;
const survey = { ...vote, survey: true } as const;

describe('撤销草稿', () => {
	test.each([
		['a second vote goes', vote, 1, { ok: true, value: 'goes' }],
		['the only vote of a meeting stays', vote, 0, { ok: false, code: 'only-vote-of-meeting' }],
		[
			'the draft that an aborted round left stays',
			{ ...vote, follows: true },
			1,
			{ ok: false, code: 'draft-follows' }
		],
		['a survey beside a vote goes', survey, 1, { ok: true, value: 'goes' }],
		[
			'a survey gives back the draft that it took',
			{ ...survey, tookOver: true },
			0,
			{ ok: true, value: 'becomes-vote' }
		],
		[
			'also where the meeting has another vote',
			{ ...survey, tookOver: true },
			1,
			{ ok: true, value: 'becomes-vote' }
		],
		['and leaves no meeting without a vote', survey, 0, { ok: true, value: 'becomes-vote' }],
		['also after its first round was aborted', { ...survey, follows: true }, 1, { ok: true, value: 'goes' }]
	] as const)('%s', (_, draft, votes, expected) => {
		expect(discardDraft(draft, { votes })).toEqual(expected);
	});

	const anyDraft = fc.record({ survey: fc.boolean(), follows: fc.boolean(), tookOver: fc.boolean() });

	test('is never of a round that was made ready', () => {
		const left = fc.constantFrom(...roundStates.filter((state) => state !== 'draft'));
		fc.assert(
			fc.property(anyDraft, left, fc.nat(9), (draft, state, votes) => {
				expect(discardDraft({ ...draft, state }, { votes })).toEqual({ ok: false, code: 'draft-left' });
			})
		);
	});

	test('never leaves a meeting without a vote', () => {
		fc.assert(
			fc.property(anyDraft, fc.nat(9), (draft, votes) => {
				const fate = discardDraft({ ...draft, state: 'draft' }, { votes });
				const stays = !fate.ok && !draft.survey;
				expect(votes + Number(stays || (fate.ok && fate.value === 'becomes-vote'))).toBeGreaterThan(0);
			})
		);
	});
});
