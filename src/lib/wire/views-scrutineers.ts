/** 监票人 and 计票人 of the current meeting, for the office that puts the list together. */
export type ScrutineersView = {
	meetingId: string;
	/** A rehearsal is under way: the list is its copy, and closed. */
	rehearsal: boolean;
	/** No round is ready yet: with 就绪 the list stands in the manifest. */
	open: boolean;
	scrutineers: {
		number: number;
		name: string;
		delegation: string;
		chief: boolean;
		/** A card that signs. */
		hasCard: boolean;
		/** The user name of the staff account; null where the security administrator has to make one. */
		account: string | null;
		/** The account is of the other office: 监票人 where the list says 总监票人, or the other way round. */
		otherRole: boolean;
		/** Units that the person leads, by the candidates: worth knowing, and no obstacle. */
		leads: string[];
	}[];
	tellers: { username: string; name: string }[];
};
