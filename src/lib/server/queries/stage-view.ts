import { eq } from 'drizzle-orm';
import type { StageView } from '../../wire/views.ts';
import type { Tx } from '../db/client.ts';
import { hallScreen, hallStage } from '../db/schema.ts';
import { candidateSheets } from './candidates-view.ts';

/** What the chair has put on the hall screens, with the presented candidate's sheet as that round numbers it. */
export async function stageView(tx: Tx, meetingId: string, roundId: string | null): Promise<StageView> {
	const [row] = await tx.select().from(hallStage).where(eq(hallStage.meetingId, meetingId));
	const screens = await tx
		.select({ id: hallScreen.tokenHash, theme: hallScreen.theme })
		.from(hallScreen)
		.where(eq(hallScreen.meetingId, meetingId));
	const themes = Object.fromEntries(screens.map(({ id, theme }) => [id, theme]));
	if (!row) return { mode: 'auto', candidate: null, page: 1, timerEndsAt: null, themes };
	const sheets = row.candidateId && roundId ? await candidateSheets(tx, roundId) : [];
	const candidate = sheets.find((sheet) => sheet.id === row.candidateId) ?? null;
	return {
		// A candidate that is not on this round's ballot can't be presented any more.
		mode: row.mode === 'candidate' && !candidate ? 'auto' : row.mode,
		candidate,
		page: row.page,
		timerEndsAt: row.timerEndsAt?.toISOString() ?? null,
		themes
	};
}
