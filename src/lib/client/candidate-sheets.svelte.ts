import type { CandidateSheet } from '../wire/views.ts';
import { candidateSheets } from './desk-api.ts';
import type { BallotCandidate } from './round-papers.ts';
import { untilAnswered } from './until-answered.ts';

/** One candidate to read about. */
export type ReadableCandidate = Pick<CandidateSheet, 'id' | 'number' | 'text' | 'files'> & {
	category: string;
	scale: string;
};

/** The sheets of one round's candidates, fetched beside its papers: what stands on no ballot, too. */
export class CandidateSheets {
	list = $state.raw<readonly CandidateSheet[]>([]);
	#of = '';
	#stop = new AbortController();

	/** @param of the round and its state: a draft's sheets are fetched anew once it is ready */
	async load(of: string): Promise<void> {
		if (of === this.#of) return;
		this.forget();
		this.#of = of;
		const { signal } = this.#stop;
		const answer = await untilAnswered(candidateSheets, signal);
		if (signal.aborted) return;
		if (answer?.ok) this.list = answer.value;
		// Signed out meanwhile: whoever signs in next asks again.
		else this.#of = '';
	}

	forget(): void {
		this.#stop.abort();
		this.#stop = new AbortController();
		this.#of = '';
		this.list = [];
	}
}

/**
 * The candidates as they are read. Where this tablet has checked the ballot's own texts, those are shown, and
 * the sheet adds only what the ballot does not hold.
 */
export function readable(
	checked: readonly BallotCandidate[] | null,
	sheets: readonly CandidateSheet[]
): ReadableCandidate[] {
	if (!checked) return [...sheets];
	return checked.map(({ id, number, text }) => {
		const sheet = sheets.find((one) => one.id === id);
		return {
			id,
			number,
			text,
			category: sheet?.category ?? '',
			scale: sheet?.scale ?? '',
			files: sheet?.files ?? []
		};
	});
}
