import { z } from 'zod';

const screenId = z.string().regex(/^[0-9a-f]{64}$/);

/** Metres as a tape in the hall gives them, kept in whole centimetres; empty where nobody measured. */
const metres = (most: number) =>
	z
		.string()
		.trim()
		.transform((typed) => typed.normalize('NFKC'))
		.pipe(
			z.union([
				z.literal('').transform(() => null),
				z
					.string()
					.regex(/^\d{1,3}(\.\d{1,2})?$/)
					.transform((typed) => Math.round(Number(typed) * 100))
					.pipe(
						z
							.number()
							.min(10)
							.max(most * 100)
					)
			])
		);

/** One paired hall screen, as the office sets it up. */
export const hallForm = z.object({
	id: screenId,
	name: z.string().trim().max(20),
	theme: z.enum(['led', 'red', 'projector']),
	picture: metres(30),
	farthest: metres(200)
});

export const unpairForm = z.object({ id: screenId });
