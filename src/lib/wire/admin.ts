import { z } from 'zod';
import { scriptSteps } from '../domain/script.ts';
import { numberFrom } from './number.ts';

/** Acts on the round that the page showed: the id keeps a stale page from acting on the next round. */
export const roundForm = z.object({ roundId: z.guid() });

/** 开始表决, with the roll that the person saw when pressing it. */
export const openForm = roundForm.extend({ rollVersion: numberFrom(0).optional() });

/** The id that a chair's browser tab made for itself. */
const consoleId = z.string().regex(/^[\w-]{1,64}$/);

/** Which of the chair's consoles sent a form; undefined for every other page. */
export const consoleIdOf = (fields: Record<string, string>): string | undefined =>
	consoleId.safeParse(fields.consoleId).data;

/** 接管控制: `over` says that the person has been asked about taking it from another console. */
export const controlForm = z.object({ consoleId, over: z.literal('yes').optional() });

/** The first person gives the reason; the second confirms that very reason with `roundForm`. */
export const abortForm = roundForm.extend({ reason: z.string().trim().min(1).max(200) });

/** 主持词 of one step; empty brings the default back. */
export const scriptForm = z.object({ step: z.enum(scriptSteps), text: z.string().max(600) });

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
