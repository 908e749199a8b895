/**
 * Every advisory lock but the migration's (migrate.ts): the number that stands for what it protects, beside the hash of
 * an id. Two ids may share a hash; then somebody waits for nothing, and no more.
 *
 * An act that takes several takes them in the order of this list, and holds rows only after `round`. A meeting's row is
 * held `for no key update`: every line of its chain needs to see that it is there, and its act may hold the chain. The
 * chains come last: each is locked for the act's last lines, and held to the commit like all of them. `boxLeader` belongs
 * to a session: it lasts as long as the process leads the round, on a connection that takes no other but `backup`, for
 * which nobody but a backup itself ever waits.
 */
export const advisoryLocks = {
	/** By congress: changes of its roll and of its candidates follow each other. */
	roll: 7304,
	/** By congress: acts on its accounts follow each other. */
	accounts: 7306,
	/** By round: draws and flushes share it, whoever moves the round owns it. Taken by gate.share_round and gate.own_round. */
	round: 7301,
	/** By meeting: acts of the chair's console share it, a take-over owns it. */
	console: 7307,
	/** By project: acts on it follow each other. Told from the roll by the id. */
	project: 7304,
	/** By congress: acts on a project share it where they work out its light, whoever works out all of them owns it. */
	standing: 7308,
	/** By congress and unit: of two new calendar addresses the later one alone works. Told from the others by the id. */
	calendar: 7304,
	/** By meeting: beats of several processes, which name the same tablets. Told from the others by the id. */
	tablets: 7304,
	/** By round: the one process whose box releases, counts and seals it. */
	boxLeader: 7303,
	/** Of the installation, by 0: a backup owns it; whoever drops a table or writes it anew shares it, or comes again later. */
	backup: 7309,
	/** By meeting: its chain grows at its end. */
	audit: 7302,
	/** By congress: its own chain grows at its end. An act that writes in both writes in the meeting's first. */
	congressAudit: 7305
} as const;
