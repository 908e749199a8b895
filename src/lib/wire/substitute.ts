import { z } from 'zod';
import { readWan } from '../domain/tracker/funds.ts';
import type { Substitute } from '../domain/tracker/substitute.ts';
import { ok, refuse, type Result } from '../domain/result.ts';
import { day } from './day.ts';
import { faultyField } from './form.ts';

/** What takes the place of a replaced project, from the fields named `substitute-…` of the decision's form. */

const PREFIX = 'substitute-';

const words = (most: number) => z.string().trim().max(most).default('');
const line = (most: number) => z.string().trim().min(1).max(most);
const wan = z.string().transform((text, context) => {
	const amount = readWan(text);
	if (amount.ok) return amount.value;
	context.addIssue({ code: 'custom' });
	return z.NEVER;
});
const days = { startsOn: day, endsOn: day };

const shape = z.discriminatedUnion('source', [
	z.object({ source: z.literal('reserve'), reserve: z.guid(), ...days }),
	z.object({
		source: z.literal('new'),
		name: line(60),
		content: line(2000),
		category: line(20),
		place: words(200),
		beneficiaries: words(200),
		unit: line(60),
		leader: line(40),
		total: wan,
		year: z
			.string()
			.transform((text) => text.trim() || '0')
			.pipe(wan),
		funding: words(300),
		...days
	})
]);

/** The field at fault is named without its prefix. */
export function readSubstitute(fields: Record<string, string>): Result<Substitute, 'bad-request'> {
	const typed = Object.fromEntries(
		Object.entries(fields).flatMap(([name, text]) =>
			name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), text]] : []
		)
	);
	const form = shape.safeParse(typed);
	if (!form.success) return refuse('bad-request', { field: faultyField(form.error) });
	if (form.data.source === 'reserve') {
		const { reserve: reserveId, startsOn, endsOn } = form.data;
		return ok({ reserveId, startsOn, endsOn });
	}
	const { source: _source, total: totalFen, year: yearFen, startsOn, endsOn, ...sheet } = form.data;
	return ok({ sheet: { ...sheet, totalFen, yearFen }, startsOn, endsOn });
}
