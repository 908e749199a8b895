import { expect, it } from 'vitest';
import { pathOfMessage, toldKind } from './told.ts';

it('leads from a message to the tab or list that it is about, and from a term to the project', () => {
	const tabOf = (kind: string) => pathOfMessage(kind, 'x', 's').replace(/^\/tracker\/x/, '');
	expect(tabOf(toldKind('change-refused'))).toBe('/changes');
	expect(tabOf(toldKind('report-approved', '2026-03 2'))).toBe('/reports');
	expect(tabOf(toldKind('report-returned', '2'))).toBe('/reports');
	expect(tabOf(toldKind('graded'))).toBe('');
	expect(tabOf('report 2026-03')).toBe('');
	expect(tabOf('plan-approved')).toBe('');
	expect(tabOf('visit 2 escalated')).toBe('/opinions?opinion=s#opinion-s');
	expect(tabOf('feedback escalated')).toBe('/tracker/feedback?list=open&project=x');
});
