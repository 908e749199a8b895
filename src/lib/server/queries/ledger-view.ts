import { eq } from 'drizzle-orm';
import { ledgerEquations, type LedgerFigures } from '../../domain/ledger.ts';
import type { ConsoleView, Turnout } from '../../wire/views.ts';
import type { Tx } from '../db/client.ts';
import { paperBox } from '../db/schema.ts';
import { currentResult } from './current-result.ts';
import type { RoundRow } from './meeting-frame.ts';
import { paperBatches, paperProgress } from './paper-progress.ts';

/**
 * The scrutineers' ledger, from make-ready on: before the close what is out, after it what came back, and the
 * equations between them. Nothing in it is about a candidate.
 *
 * @param paper the paper's batches, where they have been read already
 */
export async function ledgerView(
	tx: Tx,
	row: RoundRow,
	turnout: Turnout,
	paper = () => paperBatches(tx, row.id)
): Promise<ConsoleView['ledger']> {
	if (row.state === 'draft' || row.state === 'aborted') return null;
	const [box] = await tx.select().from(paperBox).where(eq(paperBox.roundId, row.id));
	const batches = await paper();
	const progress = batches && paperProgress(batches);
	const stored = await currentResult(tx, row.id);
	const isOver = !['ready', 'open', 'paused'].includes(row.state);
	const figures: LedgerFigures = {
		electorate: turnout.electorate,
		present: row.present ?? turnout.checkedIn,
		onLeave: turnout.onLeave,
		electronic: { issued: turnout.drawn, returned: isOver ? turnout.cast : null },
		paper: {
			issued: turnout.paper,
			returned: box?.returned ?? null,
			printed: box?.printed ?? null,
			spoiled: box?.spoiled ?? null,
			// While batches are under way the number is on its way, not wrong.
			entered: progress && progress.done === progress.batches ? progress.entered : null
		},
		valid: stored?.result.valid ?? null,
		invalid: stored?.result.invalid ?? null
	};
	return { figures, equations: ledgerEquations(figures) };
}
