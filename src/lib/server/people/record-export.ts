import type { AuditFormat } from '../../wire/audit.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { appendCongressAudit } from '../desk/congress-audit.ts';

/** Who takes the log out of the house stands in the log. */
export const recordExport = (
	desk: Desk,
	actor: StaffActor,
	input: { format: AuditFormat; lines: number }
): Promise<void> =>
	inCongress(desk, actor.congressId, (tx) =>
		appendCongressAudit(tx, {
			congressId: actor.congressId,
			actor: actor.username,
			act: 'audit-exported',
			detail: { format: input.format, lines: input.lines }
		})
	);
