type Turn<Reply, Back> = { reply: Reply; back?: never } | { reply?: never; back: Back };

/**
 * The replies to a 督办 and what was sent back, as they followed each other: whoever reads to the end has read the newest.
 * Moments are ISO instants; of one instant the reply is first, for what is sent back has been read.
 */
export const turnsOf = <Reply extends { at: string }, Back extends { at: string }>(act: {
	replies: readonly Reply[];
	returns: readonly Back[];
}): Turn<Reply, Back>[] =>
	[
		...act.replies.map((reply): Turn<Reply, Back> => ({ reply })),
		...act.returns.map((back): Turn<Reply, Back> => ({ back }))
	].sort((a, b) => Date.parse(atOf(a)) - Date.parse(atOf(b)));

const atOf = ({ reply, back }: Turn<{ at: string }, { at: string }>): string => (reply ?? back).at;
