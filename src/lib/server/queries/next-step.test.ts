import { expect, test } from 'vitest';
import { ledgerEquations } from '#lib/domain/ledger.ts';
import { nextSteps } from '#lib/i18n/zh-CN/admin.ts';
import { nextTexts } from '#lib/i18n/zh-CN/chair.ts';
import { scrutineerNextTexts } from '#lib/i18n/zh-CN/scrutineer.ts';
import type { RoundRow } from './meeting-frame.ts';
import { nextStep } from './next-step.ts';

/** A closed round with 14 sheets of paper out, of which so many were counted out of the box. */
const counted = (returned: number | null) =>
	nextStep({
		round: { state: 'closed', paperDoneAt: null } as RoundRow,
		...{ inHall: 20, paper: 14, needed: 14, pending: null, settled: null, counted: true, keys: true },
		equations: ledgerEquations({
			...{ electorate: 20, present: 20, onLeave: 0 },
			electronic: { issued: 6, returned: 6 },
			paper: { issued: 14, returned, printed: 20, spoiled: 0, entered: null },
			...{ valid: null, invalid: null }
		})
	});

test.each([null, 13, 14])('paper counted out at %s of 14 is read', (returned) => {
	expect(counted(returned)).toEqual({ code: 'count-paper', who: 'teller' });
});

test('one sheet more than was handed out is looked into, not read', () => {
	expect(counted(15)).toEqual({ code: 'paper-surplus', who: 'scrutineer', issued: 14, returned: 15 });
});

/** An electronic round under `after-close`, as far as the box has come with it. */
const electronic = (
	state: RoundRow['state'],
	{ counted = false, keys = true, validAt = null as Date | null }
) =>
	nextStep({
		round: { state, closingAt: null, validAt, rules: { tallyDisplay: 'after-close' } } as RoundRow,
		...{ inHall: 20, paper: 0, needed: 14, pending: null, settled: null, equations: [], counted, keys }
	});

test('nobody is asked to declare a ballot valid before the box has counted', () => {
	expect(electronic('closed', {})).toEqual({ code: 'counting', who: 'system' });
	expect(electronic('closed', { counted: true })).toEqual({ code: 'declare-valid', who: 'chief-scrutineer' });
	expect(electronic('closed', { counted: true, validAt: new Date() })).toMatchObject({ code: 'counting' });
});

test.each(['open', 'paused', 'closed'] as const)('keys lost while %s end the waiting', (state) => {
	expect(electronic(state, { keys: false })).toEqual({ code: 'keys-lost', who: 'chair' });
});

test('keys that have done their work, or were destroyed with the seal, are not lost', () => {
	expect(electronic('closed', { counted: true, keys: false }).code).toBe('declare-valid');
	expect(electronic('certified', { counted: true, keys: false }).code).toBe('announce');
	expect(electronic('ready', { keys: false }).code).toBe('open');
});

test.each([
	['chair', nextTexts],
	['office', nextSteps],
	['scrutineers', scrutineerNextTexts]
])('the %s hears how many, what it means and what to do', (_, texts) => {
	const sentence = texts['paper-surplus'](14, 15);
	expect(sentence).toContain('发出 14 张，收回 15 张');
	expect(sentence).toMatch(/收回多于发出，本轮表决无效.*先复核清点.*宣布本轮作废，另发表决票重投/);
});
