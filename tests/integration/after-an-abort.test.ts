import { afterEach, expect, test } from 'vitest';
import type { Mark } from '#lib/domain/ballot.ts';
import { heldRounds } from '#lib/domain/round-state.ts';
import { candidateKind } from '#lib/import/candidates.ts';
import { abortRound } from '#lib/server/desk/abort-round.ts';
import { saveCandidate } from '#lib/server/desk/save-candidate.ts';
import { saveRules } from '#lib/server/desk/save-rules.ts';
import { settleResult } from '#lib/server/desk/settle-result.ts';
import { announcementPaper } from '#lib/server/papers/announcement-paper.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { paperFacts } from '#lib/server/queries/papers-facts.ts';
import { rulesOfRound } from '#lib/server/queries/rules-view.ts';
import { tabletView } from '#lib/server/queries/tablet-view.ts';
import { openHall, type Hall } from '../support/hall.ts';

let hall: Hall;

afterEach(() => hall.leave());

test('the poll has the list, the places and the title of the round that was voted on, not of the aborted one', async () => {
	hall = await openHall({ rules: { seats: 2 } });
	await hall.checkIn();
	await hall.makeReady();
	const { roundId } = hall;
	const abort = (username: string, reason: string) =>
		abortRound(hall.desk, hall.person(username), { roundId, reason });
	expect(await abort('chair', '漏列一个项目')).toMatchObject({ ok: true });
	expect(await abort('chief', '')).toMatchObject({ ok: true });
	const next = (await consoleView(hall.desk, hall.congressId, hall.credentials.meetingId)).round!;
	hall.goOnWith(next.id);

	const fields = Object.fromEntries(candidateKind.columns.map(({ field }) => [field, '']));
	const added = await saveCandidate(hall.desk, hall.person('office-1'), {
		candidateId: null,
		fields: {
			...{ ...fields, number: '9', name: '补列的项目', category: '交通', content: '修路' },
			...{ totalFen: '12.5', unit: '镇村镇建设办', endsOn: '2026年11月' }
		}
	});
	expect(added).toMatchObject({ ok: true });
	const seen = rulesOfRound(await hall.state());
	const rules = { ...seen, seats: 3, title: '补列后的民生实事项目票决' };
	expect(
		await saveRules(hall.desk, hall.person('office-1'), { roundId: hall.roundId, seen, rules })
	).toMatchObject({ ok: true });

	await hall.vote(() => Array.from({ length: 9 }, (_, i): Mark => (i === 0 || i === 8 ? 1 : 0)));
	// One place stays empty, which the presidium has to settle before the result can be signed.
	await hall.until('counted');
	const vacant = { roundId: hall.roundId, kind: 'vacant' as const, elected: [], note: '主席团决定空缺' };
	expect(await settleResult(hall.desk, hall.person('office-1'), vacant)).toMatchObject({ ok: true });
	await hall.announce(2);

	const { poll } = await tabletView(hall.desk, hall.congressId, hall.credentials.meetingId);
	expect(poll).toMatchObject({
		title: '补列后的民生实事项目票决',
		seats: 3,
		seatsLeft: 1,
		chosen: [
			{ number: 1, sequence: 2 },
			{ number: 9, name: '补列的项目', sequence: 2 }
		]
	});
	// Else the tablet would list the one ballot twice.
	expect(heldRounds(poll!.rounds)).toHaveLength(1);
	expect(poll!.rounds.map(({ state }) => state)).toEqual(['aborted', 'announced']);
	const facts = (await paperFacts(hall.desk, hall.congressId, hall.roundId))!;
	const paper = announcementPaper(facts, { whole: true, votes: false })!;
	expect(paper.title).toContain('补列后的民生实事项目票决');
	expect(paper.body.text).toContain('补列的项目');
	expect(paper.body.text).not.toContain('undefined');
});
