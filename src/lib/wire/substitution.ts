/** 更换: what a project took the place of, and what took its own; both null for nearly all. */
export type Substitution = {
	replaces: { id: string; name: string } | null;
	replacedBy: { id: string; name: string } | null;
};

/** The other project of a replacement with the decision behind it. */
export type ReplacementLink = {
	id: string;
	name: string;
	decision: string;
	/** ISO date. */
	decidedOn: string;
};

/** For a project's own page. */
export type Replacement = { replaces: ReplacementLink | null; replacedBy: ReplacementLink | null };
