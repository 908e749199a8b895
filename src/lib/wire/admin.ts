import { z } from 'zod';

/** Acts on the round that the page showed: the id keeps a stale page from acting on the next round. */
export const roundForm = z.object({ roundId: z.guid() });

/** The first person gives the reason; the second confirms that very reason with `roundForm`. */
export const abortForm = roundForm.extend({ reason: z.string().trim().min(1).max(200) });

/** Six digits read off the hall screen, however they were typed: full-width, in two groups. */
export const pairHallForm = z.object({
	code: z
		.string()
		.transform((typed) => typed.normalize('NFKC').replace(/[\s-]/g, ''))
		.pipe(z.string().regex(/^\d{6}$/))
});

const candidateId = z.guid();

export const candidateFileForm = z.object({ candidateId });

export const removeFileForm = z.object({ fileId: z.guid() });

/** Empty takes it off the sheet. Line ends as browsers send them become one. */
export const scaleForm = z.object({
	candidateId,
	scale: z
		.string()
		.transform((text) => text.replace(/\r\n?/g, '\n').trim())
		.pipe(z.string().max(200))
});
