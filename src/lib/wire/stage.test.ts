import { expect, test } from 'vitest';
import { stageForm } from './stage.ts';

test('a page is a whole number from 1 to 99; without one the picture begins at its first', () => {
	expect(stageForm.parse({ mode: 'auto', candidateId: '', page: '3' })).toEqual({
		mode: 'auto',
		candidateId: null,
		page: 3
	});
	expect(stageForm.parse({ mode: 'auto' }).page).toBe(1);
	for (const page of ['0', '-1', '100', '1.5', 'zwei', '1e9']) {
		expect(stageForm.safeParse({ mode: 'auto', page }).success, page).toBe(false);
	}
});
