import { expect, test } from 'vitest';
import { readinessLines } from '#lib/i18n/zh-CN/readiness.ts';
import type { ConsoleView, RollRow } from '#lib/wire/views.ts';
import { sampleConsole, sampleRollRow, sampleRound } from '../../../tests/support/sample-views.ts';
import { readiness } from './readiness.ts';

const round = sampleRound('draft');

const view = (changes: Partial<ConsoleView> = {}): ConsoleView =>
	sampleConsole({
		round,
		quorum: { rule: 'two-thirds', needed: 51, met: false, heldNow: false },
		turnout: { electorate: 76, checkedIn: 50, inHall: 50, onLeave: 0, drawn: 0, cast: 0, paper: 0 },
		next: { code: 'make-ready', who: 'office' },
		halls: 0,
		tablets: { online: 0, offline: 0 },
		rollVersion: 0,
		reissue: null,
		...changes
	});

const deputy = (number: number, cardState: RollRow['cardState'] = 'issued'): RollRow =>
	sampleRollRow(number, { cardState, cardId: cardState && '00' });

const stateOf = (lines: { term: string; state: string }[], term: string) =>
	lines.find((line) => line.term === term)?.state;

test('a round with everything named and every card made has nothing missing before 就绪', () => {
	const { beforeReady } = readiness(view(), [deputy(1), deputy(2, 'active')], 8);
	expect(beforeReady.map(({ state }) => state)).toEqual(['met', 'met', 'met', 'met']);
});

test('the quorum is asked for before the opening, not before 就绪', () => {
	const { beforeReady, beforeOpening } = readiness(view(), [deputy(1)], 8);
	expect(stateOf(beforeReady, '法定人数')).toBeUndefined();
	expect(beforeOpening).toEqual([
		expect.objectContaining({ state: 'missing', text: '实到 50 人，还需 1 人达到法定人数 51 人。' })
	]);
});

test('as many places as projects is worth a word and forbids nothing', () => {
	expect(stateOf(readiness(view(), [deputy(1)], 5).beforeReady, '候选项目')).toBe('note');
});

test('a ballot that must be filled with more projects than there are can not be used', () => {
	const exactly = view({ round: { ...round, cap: 'exactly' } });
	expect(stateOf(readiness(exactly, [deputy(1)], 4).beforeReady, '候选项目')).toBe('missing');
	expect(stateOf(readiness(exactly, [deputy(1)], 5).beforeReady, '候选项目')).toBe('note');
});

test('a deputy without a living card is missing, an empty roll too', () => {
	expect(stateOf(readiness(view(), [deputy(1), deputy(2, null)], 8).beforeReady, '代表证')).toBe('missing');
	expect(stateOf(readiness(view(), [], 8).beforeReady, '代表名册')).toBe('missing');
});

test.each([
	['nobody', []],
	['no chief', [{ delegateNumber: 6, name: '乙', chief: false, signedAt: null }]],
	['a chief alone', [{ delegateNumber: 5, name: '甲', chief: true, signedAt: null }]]
])('scrutineers with %s are not enough to sign a result', (_, signatures) => {
	expect(stateOf(readiness(view({ signatures }), [deputy(1)], 8).beforeReady, '监票人')).toBe('missing');
});

test('both lists send the office to the page where scrutineers are chosen', () => {
	const { beforeReady } = readiness(view({ signatures: [] }), [deputy(1)], 8);
	expect(beforeReady.find(({ term }) => term === '监票人')?.href).toBe('/admin/scrutineers');
	expect(readinessLines.scrutineers.href).toBe('/admin/scrutineers');
});

test('a survey whose list is no more that of the year has its list missing, with the way to renew it', () => {
	const survey = view({
		round: { ...round, grading: { base: 'all', rule: 'majority', number: 76 } as never }
	});
	const changes = { gone: [{ name: '锦溪河', by: '供水入户' }], missing: ['供水入户'] };
	const [line] = readiness(survey, [deputy(1)], 8, changes).beforeReady;
	expect(line).toMatchObject({
		...{ state: 'missing', href: '/tracker/satisfaction' },
		text: '测评名单须更新：“锦溪河”已更换为“供水入户”。'
	});
	expect(stateOf(readiness(survey, [deputy(1)], 8).beforeReady, '候选项目')).toBe('met');
});
