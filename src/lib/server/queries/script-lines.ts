import { eq } from 'drizzle-orm';
import type { ScriptStep } from '../../domain/script.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { scriptLine } from '../db/schema.ts';

/** 主持词 as this meeting words it; a step that is not in it has the default text. */
export const scriptLines = (
	desk: Desk,
	congressId: string,
	meetingId: string
): Promise<Partial<Record<ScriptStep, string>>> =>
	inCongress(desk, congressId, async (tx) => {
		const rows = await tx.select().from(scriptLine).where(eq(scriptLine.meetingId, meetingId));
		return Object.fromEntries(rows.map(({ step, text }) => [step, text]));
	});
