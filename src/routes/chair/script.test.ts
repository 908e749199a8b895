import { describe, expect, test } from 'vitest';
import { fillTemplate } from '#lib/domain/script.ts';
import { scriptDefaults } from '#lib/i18n/zh-CN/script.ts';
import type { ConsoleView } from '#lib/wire/views.ts';
import {
	sampleConsole,
	sampleResult,
	sampleRound,
	sampleStage
} from '../../../tests/support/sample-views.ts';
import { scriptFigures, scriptStep, scriptTemplate } from './script.ts';

const line = (view: ConsoleView) => fillTemplate(scriptDefaults[scriptStep(view)], scriptFigures(view));

describe('the line that the chair reads', () => {
	test('says the numbers of the report before the result', () => {
		const result = sampleResult({ issued: 70, returned: 69, valid: 68, invalid: 1 });
		expect(line(sampleConsole({ round: sampleRound('certified'), result }))).toContain(
			'发出表决票 70 张，收回 69 张，其中有效票 68 张，无效票 1 张'
		);
	});

	test('names a tie’s re-vote and a second round as what they are', () => {
		for (const kind of ['tie-revote', 'second-round'] as const) {
			expect(scriptStep(sampleConsole({ round: sampleRound('draft', { kind }) }))).toBe(kind);
			expect(scriptStep(sampleConsole({ round: sampleRound('ready', { kind }) }))).toBe(kind);
		}
	});

	test('waits for the settlement while a tie is not settled', () => {
		const next = { code: 'settle', who: 'office' } as const;
		expect(scriptStep(sampleConsole({ round: sampleRound('counted'), next }))).toBe('settle');
		expect(scriptStep(sampleConsole({ round: sampleRound('counted') }))).toBe('counted');
	});

	test('tells the hall of a tie or a shortfall without how many places it is about', () => {
		const next = { code: 'settle', who: 'office' } as const;
		const toSettle: ConsoleView['toSettle'] = {
			...{ reason: 'tie', ways: ['revote'], seatsLeft: 1, candidates: [] }
		};
		const view = sampleConsole({ round: sampleRound('counted'), next, toSettle });
		expect(line(view)).toContain('有项目得票相等或者名额未满');
		expect(line(view)).not.toMatch(/\d|＿/);
		// Whoever words it otherwise may name them: the console knows the number, if not the votes.
		expect(scriptFigures(view).缺额).toBe(1);
	});

	test('asks for another look, and speaks of no count, where more paper came back than went out', () => {
		// As many in sum as were handed out: only the sheets themselves say what is wrong.
		const figures = {
			...{ electorate: 76, present: 70, onLeave: 0, valid: null, invalid: null },
			electronic: { issued: 60, returned: 59 },
			paper: { issued: 10, returned: 11, printed: 20, spoiled: 0, entered: null }
		};
		const next = { code: 'paper-surplus', who: 'scrutineer', issued: 10, returned: 11 } as const;
		const view = sampleConsole({
			...{ round: sampleRound('closed'), next, ledger: { figures, equations: [] } },
			turnout: { ...sampleConsole().turnout, drawn: 60, cast: 59, paper: 10 }
		});
		expect(line(view)).toContain('发出 10 张，收回 11 张，收回的多于发出的，须由监票人当场复核');
		expect(line(view)).not.toMatch(/现在计票|作废/);
		expect(scriptStep({ ...view, next: { code: 'count-paper', who: 'teller' } })).toBe('closed');
	});

	test('presents the candidate that the hall sees', () => {
		const stage = { ...sampleStage, mode: 'candidate' as const };
		expect(scriptStep(sampleConsole({ round: sampleRound('ready'), stage }))).toBe('presenting');
	});

	test('says why a round is void, in words and not by its code', () => {
		const round = sampleRound('void', { reason: 'returned-exceeds-issued' });
		expect(line(sampleConsole({ round }))).toContain('收回的表决票多于发出的表决票');
	});

	test('speaks of paper, and of no tablet, where the round is on paper only', () => {
		for (const state of ['ready', 'open', 'paused'] as const) {
			for (const kind of ['first', 'tie-revote', 'second-round'] as const) {
				for (const grading of [null, { base: 'all', rule: 'majority' } as const]) {
					const view = sampleConsole({ round: sampleRound(state, { kind, grading, paperOnly: true }) });
					const words = scriptTemplate(view, scriptStep(view), {});
					expect(words, `${state} ${kind}`).not.toMatch(/平板|指纹/);
					expect(words, `${state} ${kind}`).toMatch(/纸质|表决暂停/);
				}
			}
		}
		const electronic = sampleConsole({ round: sampleRound('ready') });
		expect(scriptTemplate(electronic, 'ready', {})).toContain('平板');
	});

	test('is the meeting’s own where it has worded it, on paper too', () => {
		const view = sampleConsole({ round: sampleRound('ready', { paperOnly: true }) });
		expect(scriptTemplate(view, 'ready', { ready: '请领票。' })).toBe('请领票。');
	});

	test('says what the last round came to before anything of the draft that follows it', () => {
		const draft = sampleRound('draft', { sequence: 2 });
		const ended = sampleRound('aborted', { reason: '网络故障' });
		expect(line(sampleConsole({ round: draft, ended }))).toContain('因网络故障，本轮表决中止');
		const surplus = sampleRound('void', { reason: 'returned-exceeds-issued' });
		expect(line(sampleConsole({ round: draft, ended: surplus }))).toContain('收回的表决票多于发出的表决票');
		const revote = sampleRound('draft', { sequence: 2, kind: 'tie-revote' });
		const announced = { round: revote, ended: sampleRound('announced'), result: sampleResult({}) };
		expect(scriptStep(sampleConsole(announced))).toBe('announced');
		expect(scriptStep(sampleConsole({ round: revote }))).toBe('tie-revote');
	});

	test('leaves a gap for what is not known, never a wrong number', () => {
		expect(line(sampleConsole({ round: sampleRound('certified') }))).toContain('有效票 ＿＿ 张');
	});
});
