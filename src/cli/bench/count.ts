import { decodeMask, encodeMask, type Mark } from '#lib/domain/ballot.ts';
import { countRound } from '#lib/domain/count.ts';
import { defaultRules } from '#lib/domain/rule-set.ts';
import { addMarks, emptySums } from '#lib/domain/sums.ts';
import type { Row } from './report.ts';

const BALLOTS = 1_000_000;

/**
 * `count`: the pure count of a million single ballots, as the box and the verifier do it (masks) and as the
 * command line does it (names). Making the ballots is not counted.
 */
export function benchCount(runs: number): Row[] {
	return [
		{ candidates: 8, seats: 5, seconds: 1 },
		{ candidates: 20, seats: 10, seconds: 2 }
	].flatMap(({ candidates, seats, seconds }) => {
		const names = Array.from({ length: candidates }, (_, i) => `c${i + 1}`);
		const rules = { ...defaultRules(seats), marks: 'approve-against-abstain' as const };
		const ballots = Array.from({ length: BALLOTS }, () => anyMarks(candidates, seats));
		const masks = ballots.map(encodeMask);
		const listed = ballots.map((marks) => ({
			count: 1,
			approve: names.filter((_, i) => marks[i] === 1),
			against: names.filter((_, i) => marks[i] === 2)
		}));
		const people = { electorate: BALLOTS, present: BALLOTS, issued: BALLOTS };
		const byMasks = timed(runs, () => {
			const sums = emptySums(names);
			for (const mask of masks) {
				const marks = decodeMask(mask, candidates, rules);
				if (!marks.ok) throw new Error(marks.code);
				addMarks(sums, marks.value);
			}
			return sums[0]!.approve;
		});
		const byNames = timed(runs, () => {
			const input = {
				rules,
				kind: 'first' as const,
				...people,
				candidates: names,
				unreadable: 0,
				ballots: listed
			};
			const counted = countRound(input);
			if (!counted.ok) throw new Error(counted.code);
			return counted.value.standings.find((entry) => entry.candidate === 'c1')!.approve;
		});
		if (byMasks.result !== byNames.result) throw new Error('the two counts differ');
		const shared = { name: 'count', unit: 's', target: { atMost: seconds } };
		const label = `${BALLOTS.toLocaleString('en')} × ${candidates}`;
		return [
			{ ...shared, case: label, figure: 'masks', samples: byMasks.seconds },
			{ ...shared, case: label, figure: 'named marks', samples: byNames.seconds }
		];
	});
}

function timed<T>(runs: number, act: () => T): { seconds: number[]; result: T } {
	let result = act(); // once before the clock: the figure is the compiled code's
	const seconds = Array.from({ length: runs }, () => {
		const started = performance.now();
		result = act();
		return (performance.now() - started) / 1000;
	});
	return { seconds, result };
}

/** Any lawful ballot: up to `seats` approvals, some of the others opposed. */
function anyMarks(candidates: number, seats: number): Mark[] {
	const marks = Array.from({ length: candidates }, (): Mark => (Math.random() < 0.2 ? 2 : 0));
	for (let i = 0; i < seats; i++) marks[Math.floor(Math.random() * candidates)] = 1;
	return marks;
}
