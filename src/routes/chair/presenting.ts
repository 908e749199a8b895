import { hallPages } from '#lib/ui/hall-scene.ts';
import type { CandidateHead, ConsoleView } from '#lib/wire/views.ts';

/** Place of the presented candidate in list order; -1 while none is presented. */
export const presentingAt = ({ stage, candidates }: ConsoleView): number =>
	stage.mode === 'candidate' ? candidates.findIndex(({ id }) => id === stage.candidate?.id) : -1;

/** The candidate one page on or back; null at either end: a clicker pressed once too often starts nothing anew. */
export const turned = (candidates: CandidateHead[], at: number, by: 1 | -1): CandidateHead | null =>
	candidates[at + by] ?? null;

export type PagesShown = { at: number; of: number };

/**
 * Which page the hall shows, and of how many: the 16:9 wall's, which never has fewer than a 32:9 one. A page
 * past the last shows the last.
 */
export const pagesShown = (view: ConsoleView): PagesShown => {
	const of = hallPages(view.hall ?? view);
	return { at: Math.min(Math.max(view.stage.page, 1), of), of };
};

/** The page one on or back; null at either end. */
export const turnedPage = ({ at, of }: PagesShown, by: 1 | -1): number | null =>
	at + by >= 1 && at + by <= of ? at + by : null;
