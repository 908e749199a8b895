import { z } from 'zod';

const pace = z.enum(['hall', 'quick']).catch('hall');

export const startRehearsalForm = z.object({
	simulated: z
		.string()
		.trim()
		.regex(/^\d{1,5}$/)
		.transform(Number),
	pace
});

export const endRehearsalForm = z.object({ meetingId: z.uuid() });

export const restartSimulatedForm = z.object({ meetingId: z.uuid(), pace });
