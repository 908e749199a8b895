import { describe, expect, test } from 'vitest';
import { voidReason } from './void-reason.ts';

const lawful = {
	electorate: 76,
	checkedIn: 70,
	electronic: { issued: 60, returned: 60 },
	paper: { issued: 10, returned: 9 }
};

describe('void round', () => {
	test.each([
		['nothing', lawful, null],
		['everybody present drew and cast', { ...lawful, paper: { issued: 10, returned: 10 } }, null],
		[
			'one ballot too many in sum',
			{ ...lawful, paper: { issued: 10, returned: 11 } },
			'returned-exceeds-issued'
		],
		['more drawn than checked in', { ...lawful, checkedIn: 69 }, 'issued-exceeds-checked-in'],
		['more checked in than deputies', { ...lawful, electorate: 69 }, 'checked-in-exceeds-electorate'],
		[
			'a surplus in the box behind a loss on paper',
			{ ...lawful, electronic: { issued: 60, returned: 61 } },
			'electronic-returned-exceeds-issued'
		],
		[
			'a surplus on paper behind a loss in the box',
			{ ...lawful, electronic: { issued: 60, returned: 55 }, paper: { issued: 10, returned: 11 } },
			'paper-returned-exceeds-issued'
		]
	] as const)('%s', (_, ledger, reason) => {
		expect(voidReason(ledger)).toBe(reason);
	});
});
