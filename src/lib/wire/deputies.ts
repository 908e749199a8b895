import { z } from 'zod';

const text = z.string().max(2000);

/** One deputy as typed; what each field means, and what is wrong with it, the import's own rules say. */
export const deputyForm = z.object({
	number: text,
	name: text,
	gender: text,
	delegation: text,
	seat: text,
	phone: text,
	scrutineer: text
});

export const removeDeputyForm = z.object({ reason: z.string().trim().min(1).max(200) });

/** What of the roll is shown. */
export const deputiesQuery = z.object({
	q: z.string().trim().max(40).catch(''),
	page: z.coerce.number().int().min(1).max(1000).catch(1),
	former: z.string().optional()
});

/** One candidate as typed, by the same rules as a file. */
export const candidateForm = z.object({
	...{ number: text, name: text, shortName: text, category: text, place: text, content: text, scale: text },
	...{ totalFen: text, yearFen: text, funding: text, unit: text, leader: text },
	...{ startsOn: text, endsOn: text, beneficiaries: text, basis: text }
});
