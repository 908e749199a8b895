import { expect, it } from 'vitest';
import { tabOfMessage, toldKind } from './told.ts';

it('leads from a message to the tab that it is about, and from a term to the project', () => {
	expect(tabOfMessage(toldKind('change-refused'))).toBe('/changes');
	expect(tabOfMessage(toldKind('report-approved', '2026-03 2'))).toBe('/reports');
	expect(tabOfMessage('report 2026-03')).toBe('');
	expect(tabOfMessage('plan-approved')).toBe('');
});
