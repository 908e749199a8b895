import { z } from 'zod';
import { moment } from './day.ts';

/** Far above any congress, and a number that the database's column holds. */
const MOST_DELEGATES = 100_000;

export const delegateForm = z.object({
	delegateNumber: z.coerce.number().int().positive().max(MOST_DELEGATES)
});

/** 签到、退场、返回. The two further fields come with a record kept while the network was gone. */
export const attendanceForm = delegateForm.extend({
	recordedAt: moment.optional(),
	meetingId: z.guid().optional()
});

/** 请假、撤销签到 need a reason. */
export const delegateReasonForm = delegateForm.extend({ reason: z.string().trim().min(1).max(200) });

/** The acts that a desk may record while the network is gone, by the name of their form action. */
export const recordable = ['checkIn', 'leaveEarly', 'returnToHall'] as const;
export type Recordable = (typeof recordable)[number];

/** One record that waits for the network, as the page keeps it. */
export const waitingRecord = z.object({
	act: z.enum(recordable),
	delegateNumber: z.number().int().positive(),
	meetingId: z.string(),
	recordedAt: z.iso.datetime()
});
export type WaitingRecord = z.infer<typeof waitingRecord>;
export const storedRecords = z.array(waitingRecord);
