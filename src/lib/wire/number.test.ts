import { expect, test } from 'vitest';
import type { z } from 'zod';
import { openForm } from './admin.ts';
import { issuePaperForm, notePaperForm } from './paper.ts';
import { decideFeedbackForm, revocationForm } from './residents.ts';
import { changeForm, revisionField, supervisionReplyForm, takeBackForm, verdictForm } from './tracker.ts';

const id = '01909c1e-7a51-7d3b-8f12-3c4d5e6f7a8b';

test('no number is larger than its column', () => {
	const large = '9007199254740991';
	const forms: [z.ZodType, Record<string, string>, string][] = [
		[verdictForm, { version: '1', verdict: 'approve' }, 'version'],
		[takeBackForm, { version: '1' }, 'version'],

		[changeForm, { over: '0', kind: 'date' }, 'over'],
		[supervisionReplyForm, { id, number: '1', text: '已整改' }, 'number'],
		[revocationForm, { version: '1', reason: '验收意见有误，须重做' }, 'version'],
		[decideFeedbackForm, { id, revision: '1', verdict: 'show' }, 'revision'],
		[openForm, { roundId: id, rollVersion: '1' }, 'rollVersion'],
		[notePaperForm, { delegateNumber: '1', wantsPaper: '1' }, 'delegateNumber'],
		[issuePaperForm, { roundId: id, delegateNumber: '1' }, 'delegateNumber']
	];
	for (const [form, filled, field] of forms) {
		expect(form.safeParse(filled).success).toBe(true);
		expect(form.safeParse({ ...filled, [field]: large }).success).toBe(false);
	}
	expect(revisionField.safeParse('2147483647').success).toBe(true);
	expect(revisionField.safeParse('2147483648').success).toBe(false);
});
