import { z } from 'zod';
import { roundForm } from './admin.ts';
import { delegateForm } from './roll.ts';

const wholeNumber = (most: number) => z.coerce.number().int().min(0).max(most);
const reason = z.string().trim().max(200);

/** 登记使用纸质票, `1` or `0`; about the meeting, not about one round. */
export const notePaperForm = delegateForm.extend({
	wantsPaper: z.enum(['1', '0']).transform((value) => value === '1')
});

export const issuePaperForm = roundForm.extend(delegateForm.shape);

export const paperOnlyForm = roundForm.extend({
	paperOnly: z.enum(['1', '0']).transform((value) => value === '1')
});

/** 清点: an empty field is no zero. */
const counted = z
	.string()
	.transform((typed) => typed.normalize('NFKC').trim())
	.pipe(z.string().regex(/^\d{1,6}$/))
	.transform(Number);
export const countOutForm = roundForm.extend({ printed: counted, spoiled: counted, returned: counted });

/** Which reading a page was about: a batch that was sent back meanwhile is not acted on by a stale page. */
export const batchForm = roundForm.extend({
	batch: wholeNumber(100_000).min(1),
	attempt: wholeNumber(1000).min(1)
});

const ballotNumbers = z.array(z.number().int().min(1).max(1000)).max(1000);
const paperBallot = z.union([
	z.strictObject({ unclear: z.literal(true) }),
	z.strictObject({ approve: ballotNumbers, against: ballotNumbers }),
	/** Of a 满意度测评. */
	z.strictObject({ approve: ballotNumbers, against: ballotNumbers, basic: ballotNumbers })
]);

/** One teller's reading of one batch, as the entry page posts it: JSON in one field. */
export const enterBatchForm = batchForm.extend({
	ballots: z
		.string()
		.max(200_000)
		.transform((text, context) => {
			try {
				return JSON.parse(text) as unknown;
			} catch {
				context.addIssue({ code: 'custom', message: 'not JSON' });
				return z.NEVER;
			}
		})
		.pipe(z.array(paperBallot).max(100))
});

/** The reason may be empty where two readings differ: that is the reason. */
export const sendBackForm = batchForm.extend({ reason });

export const decideBatchForm = batchForm.extend({ reading: z.enum(['first', 'second']), reason });

const typedNumbers = z
	.string()
	.transform((typed) =>
		typed
			.normalize('NFKC')
			.split(/[\s,、，;；]+/)
			.filter(Boolean)
	)
	.pipe(z.array(z.string().regex(/^\d{1,3}$/)))
	.transform((numbers) => [...new Set(numbers.map(Number))].sort((a, b) => a - b));

/** 认定: it counts with these marks, written as ballot numbers, or it is invalid. */
export const ruleForm = batchForm.extend({
	place: wholeNumber(1000).min(1),
	verdict: z.enum(['counts', 'invalid']),
	approve: typedNumbers.optional().default([]),
	against: typedNumbers.optional().default([]),
	/** 基本满意: the field is there in a 满意度测评 and nowhere else. */
	basic: typedNumbers.optional(),
	reason
});
