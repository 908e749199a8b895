/** 督办: by when each reply was owed. */

/** A reply that went back to the unit, and the term that was over with it. */
export type ActReturn = {
	at: Date;
	/** Left out where the return has left the term as it was. */
	before?: string | null;
};

/**
 * The term that each reply has answered. It is the one that held when the reply was given, whatever a later return has
 * put in its place; null where there was none, and for what the unit has added to a reply without being asked.
 *
 * @param act.dueOn the term that holds now
 * @param act.replies when each was given, in their order
 * @param act.returns in their order
 */
export const termsOfReplies = (act: {
	dueOn: string | null;
	replies: readonly Date[];
	returns: readonly ActReturn[];
}): (string | null)[] =>
	act.replies.map((at, i) => {
		const last = act.replies[i - 1];
		const asked = !last || act.returns.some((back) => back.at >= last && back.at < at);
		if (!asked) return null;
		const moved = act.returns.find((back) => back.at >= at && back.before !== undefined);
		return moved ? moved.before! : act.dueOn;
	});
