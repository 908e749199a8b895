import type { Mark } from '../domain/ballot.ts';
import type { RefusalDetail, Result } from '../domain/result.ts';
import {
	blankChoices,
	choose,
	marksOf,
	readyForReview,
	type BallotRules,
	type Choice,
	type Choices
} from './marking.ts';

/** Why a tap was explained instead of followed. */
export type Explanation = { code: 'too-many-approvals' | 'too-few-approvals'; detail: RefusalDetail };

/** The ballot being filled in. Marks live here, in memory, and nowhere else: no storage, no request, no log. */
export class BallotPaper {
	readonly rules: BallotRules;
	choices = $state.raw<Choices>([]);
	reviewing = $state(false);
	/** Open until the delegate has read it. */
	explanation = $state.raw<Explanation | null>(null);

	constructor(candidateCount: number, rules: BallotRules) {
		this.rules = rules;
		this.choices = blankChoices(candidateCount);
	}

	get touched(): boolean {
		return this.choices.some((choice) => choice !== null);
	}

	get marks(): Mark[] {
		return marksOf(this.choices);
	}

	choose(index: number, choice: Choice): void {
		this.#take(choose(this.choices, index, choice, this.rules), (choices) => (this.choices = choices));
	}

	review(): void {
		this.#take(readyForReview(this.choices, this.rules), () => (this.reviewing = true));
	}

	erase(): void {
		this.choices = blankChoices(this.choices.length);
		this.reviewing = false;
		this.explanation = null;
	}

	#take<Value>(result: Result<Value, Explanation['code']>, followed: (value: Value) => void): void {
		if (result.ok) followed(result.value);
		else this.explanation = { code: result.code, detail: result.detail ?? {} };
	}
}
