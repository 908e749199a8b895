import { z } from 'zod';

const modes = ['auto', 'title', 'check-in', 'candidate', 'blank'] as const;

/** What the chair or the office puts on the hall screens; `page` of a list too long for one picture, from 1. */
export const stageForm = z.object({
	mode: z.enum(modes),
	// A form sends what is not chosen as an empty field.
	candidateId: z
		.union([z.guid(), z.literal('').transform(() => null)])
		.nullish()
		.default(null),
	page: z.coerce.number().int().min(1).max(99).default(1)
});

export type StageForm = z.input<typeof stageForm>;

const TEN_HOURS_S = 36_000;

/** 计时, in seconds; 0 takes the clock off the hall screens. */
export const timerForm = z.object({ seconds: z.coerce.number().int().min(0).max(TEN_HOURS_S) });
