import { z } from 'zod';

/** A milestone (时间节点) as the responsible unit plans it. Dates are ISO calendar dates. */
export const addMilestoneForm = z.object({
	name: z.string().trim().min(1).max(60),
	plannedOn: z.iso.date()
});

export const completeMilestoneForm = z.object({
	milestoneId: z.guid(),
	doneOn: z.iso.date(),
	note: z.string().trim().max(500).default('')
});
