import { z } from 'zod';
import type { LineState, ReadinessCheckName } from '../domain/readiness-line.ts';

/** One line of 就绪检查单. */
export type ReadinessLineView = {
	check: ReadinessCheckName;
	state: LineState;
	/** What the last run found, when it was, and who ran it; null before the first. */
	measured: string | null;
	at: string | null;
	by: string | null;
};

/** What the browser's clock said when 全部检查 was pressed, in milliseconds since 1970; absent without a script. */
export const readinessForm = z.object({ browserAt: z.coerce.number().int().positive().optional() });
