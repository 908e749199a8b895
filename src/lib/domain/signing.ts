import { ok, refuse, type Result } from './result.ts';

/** Who has signed one version of a result so far. */
export type Signed = {
	/** 计票人 sign first, where paper was counted by hand: how many must, and how many have. */
	tellersNeeded: number;
	tellers: number;
	/** 监票人 other than the chief. */
	scrutineers: number;
	chief: boolean;
};

export type Signer = 'teller' | 'scrutineer' | 'chief-scrutineer';

/** Paper is read twice, by two: both put their names under the figures. */
export const TELLERS_NEEDED = 2;

/** 总监票人 and at least one more (docs/protocol.md, who with whom). */
export const isCertified = ({ scrutineers, chief }: Signed): boolean => chief && scrutineers >= 1;

/**
 * Whether it is this signer's turn: 计票人, then 监票人, then 总监票人, who vouches for the others and so comes last.
 * Further scrutineers may still sign after the chief.
 */
export function maySign(signer: Signer, signed: Signed): Result<null, 'tellers-first' | 'chief-signs-last'> {
	if (signer === 'teller') return ok(null);
	if (signed.tellers < signed.tellersNeeded) {
		return refuse('tellers-first', { signed: signed.tellers, needed: signed.tellersNeeded });
	}
	if (signer === 'chief-scrutineer' && signed.scrutineers < 1) return refuse('chief-signs-last');
	return ok(null);
}

/** Whose turn it is; null once the result is certified. */
export function nextSigner(signed: Signed): Signer | null {
	if (isCertified(signed)) return null;
	if (signed.tellers < signed.tellersNeeded) return 'teller';
	return signed.scrutineers < 1 ? 'scrutineer' : 'chief-scrutineer';
}
