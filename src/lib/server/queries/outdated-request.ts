import { and, eq } from 'drizzle-orm';
import { movedDays } from '../../domain/tracker/moved-days.ts';
import type { Tx } from '../db/client.ts';
import { changeRequest } from '../db/tracker-schema.ts';
import { termOf } from './project-term.ts';

/** Whether a request for other dates waits for its decision over days that are no longer the project's. */
export async function hasOutdatedRequest(tx: Tx, projectId: string): Promise<boolean> {
	const waiting = await tx
		.select({ before: changeRequest.before, after: changeRequest.after })
		.from(changeRequest)
		.where(
			and(
				eq(changeRequest.projectId, projectId),
				eq(changeRequest.kind, 'date'),
				eq(changeRequest.state, 'asked')
			)
		);
	if (!waiting.length) return false;
	const term = await termOf(tx, projectId);
	return waiting.some((request) => movedDays(request, term).length > 0);
}
