import type { AuditDetail } from '../crypto/audit.ts';

/** A chain as the log names it: the congress's own, or a meeting's. */
export type ChainView = { id: 'congress' | (string & {}); name: string };

/** One line of a chain as it is stored. Hashes are base64url. */
export type AuditLine = {
	chain: string;
	seq: number;
	at: string;
	actor: string;
	act: string;
	detail: AuditDetail | null;
	prev: string;
	hash: string;
};

export type AuditPage = {
	lines: AuditLine[];
	/** How many fit the filter; where there are more than are counted, the limit of counting. */
	total: number;
	capped: boolean;
	/** Whether there is a page beyond this one. */
	newer: boolean;
	older: boolean;
};

/** How a line is named in the address of the page beyond it. */
export const lineMarkOf = (line: AuditLine): string => `${line.at} ${line.chain} ${line.seq}`;

/** What a recount of a chain found. */
export type ChainCheck = {
	chain: string;
	name: string;
	count: number;
	/** The first line that does not fit; null for a whole chain. */
	brokenAt: number | null;
	/** `changed`: a line is not what it was; `missing`: a signed result names a line that is gone or another. */
	fault: 'changed' | 'missing' | null;
};
