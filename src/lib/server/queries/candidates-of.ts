import { and, eq, gt, type SQL } from 'drizzle-orm';
import { candidate } from '../db/schema.ts';

/**
 * The candidates that a meeting votes on. A substitute that the congress has named for a replaced project has a sheet
 * too, for the year-end survey reads it, but a number below zero: no vote, copy or import of the meeting takes it up.
 */
export const candidatesOf = (meetingId: string): SQL =>
	and(eq(candidate.meetingId, meetingId), gt(candidate.number, 0))!;
