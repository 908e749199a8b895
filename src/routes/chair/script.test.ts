import { describe, expect, test } from 'vitest';
import { fillTemplate } from '#lib/domain/script.ts';
import { scriptDefaults } from '#lib/i18n/zh-CN/script.ts';
import type { SettlementKind } from '#lib/domain/settlement.ts';
import type { ConsoleView, ResultView, StandingView } from '#lib/wire/views.ts';
import {
	sampleConsole,
	sampleResult,
	sampleRound,
	sampleStage
} from '../../../tests/support/sample-views.ts';
import { scriptFigures, scriptStep, scriptTemplate } from './script.ts';

const line = (view: ConsoleView) => fillTemplate(scriptDefaults[scriptStep(view)], scriptFigures(view));

const chosen = (number: number, outcome: StandingView['outcome']) => ({
	...{
		id: `c${number}`,
		number,
		name: `项目${number}`,
		shortName: '',
		rank: number,
		passed: true,
		outcome
	},
	...{ approve: 5, against: 0, abstain: 0 },
	electronic: { approve: 5, against: 0, abstain: 0 },
	paper: { approve: 0, against: 0, abstain: 0 }
});

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
		const announced = {
			round: revote,
			ended: sampleRound('announced'),
			result: sampleResult({ standings: [chosen(1, 'elected')] })
		};
		expect(scriptStep(sampleConsole(announced))).toBe('announced');
		expect(scriptStep(sampleConsole({ round: revote }))).toBe('tie-revote');
	});

	describe('when the result is announced', () => {
		const standings = [chosen(1, 'elected'), chosen(2, 'elected'), chosen(3, 'not-elected')];
		const settled = (kind: SettlementKind, elected: number[] = []) => ({
			settlement: { kind, elected, note: '', at: '2024-04-12T01:00:00Z' }
		});
		const said = (over: Partial<ResultView>) =>
			line(
				sampleConsole({
					round: sampleRound('announced'),
					result: sampleResult({ seats: 3, seatsLeft: 1, standings, ...over })
				})
			);
		const tied = [chosen(1, 'elected'), chosen(2, 'tied'), chosen(3, 'tied')];

		test.each<[string, Partial<ResultView>, string]>([
			[
				'a re-vote',
				{ ...settled('revote'), standings: tied },
				'有 2 个项目得票相等，按照票决办法再次表决，选出 1 项。'
			],
			['a second round', settled('second-round'), '还有 1 个名额，按照票决办法进行第二轮票决。'],
			['a lot', settled('lot', [2]), '按照票决办法抽签，“项目2”入选。'],
			['the presidium’s choice', settled('presidium', [2]), '由主席团决定，“项目2”入选。'],
			['places left vacant by decision', settled('vacant'), '余下 1 个名额空缺。'],
			['places left vacant by the rules', { reason: 'shortfall' }, '余下 1 个名额空缺。'],
			['places left to the next session', settled('next-session'), '余下 1 个名额留待下次会议决定。'],
			['a tie let in', { seats: 1, seatsLeft: 0 }, '一并入选，多于应选的 1 项。']
		])('says how it goes on: %s', (_, over, end) => {
			expect(said(over)).toMatch(/^经无记名投票，票决产生民生实事项目 [12] 项：项目1/);
			expect(said(over).endsWith(end)).toBe(true);
		});

		test('says no more than the names where every place is filled', () => {
			expect(said({ seats: 2, seatsLeft: 0 })).toBe(
				'经无记名投票，票决产生民生实事项目 2 项：项目1；项目2。'
			);
		});

		test('says that nobody was chosen, and reads no list without a name', () => {
			const none = { seats: 1, standings: [chosen(1, 'tied'), chosen(2, 'tied')] };
			expect(said({ ...none, ...settled('revote') })).toBe(
				'经无记名投票，本轮票决没有产生民生实事项目。有 2 个项目得票相等，按照票决办法再次表决，选出 1 项。'
			);
			const view = sampleConsole({ ended: sampleRound('announced'), result: sampleResult(none) });
			expect(scriptStep(view)).toBe('none-elected');
			expect(scriptFigures(view).入选).toBe('无');
		});

		test('grades a survey and speaks of no places', () => {
			const survey = { base: 'all', rule: 'majority', number: 76 } as const;
			const view = sampleConsole({
				round: sampleRound('announced'),
				result: sampleResult({ survey, standings: [chosen(1, 'dissatisfied')], seatsLeft: 0 })
			});
			expect(scriptStep(view)).toBe('announced');
			expect(scriptFigures(view).后续).toBe('');
		});
	});

	test('leaves a gap for what is not known, never a wrong number', () => {
		expect(line(sampleConsole({ round: sampleRound('certified') }))).toContain('有效票 ＿＿ 张');
	});
});
