import type { CandidateHead, ConsoleView } from '#lib/wire/views.ts';

/** Place of the presented candidate in list order; -1 while none is presented. */
export const presentingAt = ({ stage, candidates }: ConsoleView): number =>
	stage.mode === 'candidate' ? candidates.findIndex(({ id }) => id === stage.candidate?.id) : -1;

/** The candidate one page on or back; null at either end: a clicker pressed once too often starts nothing anew. */
export const turned = (candidates: CandidateHead[], at: number, by: 1 | -1): CandidateHead | null =>
	candidates[at + by] ?? null;
