import { expect, test } from 'vitest';
import { finalFault } from './acceptance-final.ts';

const frame = { totalFen: 480_000_000, paidFen: 180_000_000 };

test('a final account is neither above the total nor below what was paid', () => {
	expect(finalFault(4_700_000_000_000, frame)).toBe('final-over-total');
	expect(finalFault(480_000_001, frame)).toBe('final-over-total');
	expect(finalFault(179_999_999, frame)).toBe('final-below-paid');
	for (const fine of [480_000_000, 180_000_000, 300_000_000, null])
		expect(finalFault(fine, frame)).toBeNull();
});

test('where more was paid than the total, what lies between is above the total', () => {
	const overpaid = { totalFen: 480_000_000, paidFen: 500_000_000 };
	expect(finalFault(490_000_000, overpaid)).toBe('final-over-total');
	expect(finalFault(470_000_000, overpaid)).toBe('final-below-paid');
});
