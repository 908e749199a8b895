/** One line of roll.csv: the public half of a deputy's card, and all that a server ever learns of it. */
export type RollLine = {
	/** 代表证号. */
	number: number;
	/** First 8 bytes of SHA-256 of the public key. */
	cardId: string;
	publicKey: string;
};

export const ROLL_HEAD = 'number,cardId,publicKey';

/** Writes a roll.csv; whoever only makes cards needs no more than this. */
export const rollCsv = (lines: readonly RollLine[]): string =>
	[ROLL_HEAD, ...lines.map(({ number, cardId, publicKey }) => `${number},${cardId},${publicKey}`), ''].join(
		'\n'
	);
