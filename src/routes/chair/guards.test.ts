import { describe, expect, test } from 'vitest';
import type { ConsoleView } from '#lib/wire/views.ts';
import {
	sampleConsole,
	sampleHall,
	sampleMeeting,
	sampleRound
} from '../../../tests/support/sample-views.ts';
import { changesSince, checkedOf, guards } from './guards.ts';

const formal = { ...sampleMeeting, demonstration: false };
const { turnout } = sampleHall();
const ready = (over: Partial<ConsoleView> = {}) =>
	sampleConsole({ meeting: formal, round: sampleRound('ready'), ...over });

describe('before the opening', () => {
	test('an ordinary session has nothing to warn of', () => {
		expect(guards(ready())).toEqual([]);
	});

	test('a missing quorum is explained in numbers', () => {
		const quorum = { rule: 'two-thirds', needed: 51, met: false, heldNow: false } as const;
		expect(guards(ready({ quorum, turnout: { ...turnout, inHall: 48 } }))[0]).toContain(
			'在场 48 人，法定人数 51 人，还差 3 人'
		);
	});

	test('a session without a hall screen, and one on invented data, are told apart from a real one', () => {
		expect(guards(ready({ halls: 0, meeting: sampleMeeting }))).toHaveLength(2);
	});

	test('a rehearsal is told from the meeting it rehearses', () => {
		const [line, ...more] = guards(ready({ meeting: { ...formal, rehearsal: true } }));
		expect(line).toContain('演练');
		expect(more).toEqual([]);
	});

	test('who has left since the round was looked over is told, who has come is not', () => {
		const checked = checkedOf(ready());
		expect(changesSince(checked, ready({ turnout: { ...turnout, inHall: 71, checkedIn: 71 } }))).toEqual([]);
		expect(changesSince(checked, ready({ turnout: { ...turnout, inHall: 68, onLeave: 2 } }))).toEqual([
			'请假代表自您核对后由 0 人变为 2 人。',
			'在场代表自您核对后由 70 人减为 68 人。'
		]);
	});

	test('another ballot than the one looked over is told', () => {
		const checked = checkedOf(ready());
		const round = sampleRound('ready', { fingerprint: 'ZZZZ-BBBB-CCCC-DDDD-EEEE' });
		expect(changesSince(checked, ready({ round }))[0]).toContain('表决票');
	});

	test('what was looked over of another round says nothing about this one', () => {
		const checked = { ...checkedOf(ready()), roundId: 'another' };
		expect(changesSince(checked, ready({ turnout: { ...turnout, inHall: 1 } }))).toEqual([]);
	});
});

test('a quorum lost after the opening does not stop the round, and the chair is told so', () => {
	const quorum = { rule: 'two-thirds', needed: 51, met: true, heldNow: false } as const;
	const view = sampleConsole({ quorum, turnout: { ...turnout, inHall: 50 } });
	expect(guards(view)[0]).toContain('按规则本轮继续进行');
});
