/** One deputy and the newest card; whoever was never given one has `none`. */
export type CardRowView = {
	number: number;
	name: string;
	delegation: string;
	seat: string;
	state: 'none' | 'issued' | 'active' | 'revoked';
	/** Base64url, as a roll.csv has it; null without a card. */
	cardId: string | null;
	issuedAt: string | null;
	revokedAt: string | null;
	revokedFor: string | null;
	/** How many cards this deputy had before. */
	earlier: number;
	/** Drew a ballot of a round that is not closed: the card can't be replaced until then. */
	drew: boolean;
	/** Named as a scrutineer by a round that still waits for signatures: only the card named there signs it. */
	signs: boolean;
};

/** 补发 that waits for the second person. */
export type PendingReissueView = {
	requestedBy: { id: string; name: string };
	expiresAt: string;
	reason: string;
	cards: { number: number; name: string; cardId: string; publicKey: string }[];
};

export type CardsView = {
	rows: CardRowView[];
	/** The round that is ready or open: nobody gets a first card until it is closed. */
	frozen: string | null;
	pending: PendingReissueView | null;
};
