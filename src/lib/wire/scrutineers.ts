import { z } from 'zod';

/** A deputy as somebody types one: 代表证号 or the name. */
export const addScrutineerForm = z.object({
	meetingId: z.guid(),
	deputy: z
		.string()
		.trim()
		.transform((typed) => typed.normalize('NFKC').replace(/\s/g, ''))
		.pipe(z.string().min(1).max(40)),
	as: z.enum(['chief', 'scrutineer'])
});

/** What a person of the list becomes. */
export const chooseScrutineerForm = z.object({
	meetingId: z.guid(),
	deputy: z.string().regex(/^\d{1,6}$/),
	as: z.enum(['chief', 'scrutineer', 'none'])
});

export type ScrutineerOffice = z.output<typeof chooseScrutineerForm>['as'];
