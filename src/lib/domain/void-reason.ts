/** Ballots of one channel, electronic or paper. */
export type Channel = { issued: number; returned: number };

export type VoidReason =
	| 'returned-exceeds-issued'
	| 'electronic-returned-exceeds-issued'
	| 'paper-returned-exceeds-issued'
	| 'issued-exceeds-checked-in'
	| 'checked-in-exceeds-electorate';

/**
 * 收回多于发出则无效: cast ≤ drawn in sum and on each channel alone, so that a surplus in one can't hide behind a
 * loss in the other, and drawn ≤ checked in ≤ electorate; else no number of any candidate may be computed,
 * stored or shown. For electronic ballots it is an integrity alarm too.
 *
 * @returns the first broken inequality, or null where the round may be counted
 * @source 选举法 第四十四条: 每次选举所投的票数，多于投票人数的无效，等于或者少于投票人数的有效
 */
export function voidReason(round: {
	electorate: number;
	checkedIn: number;
	electronic: Channel;
	paper: Channel;
}): VoidReason | null {
	const { electorate, checkedIn, electronic, paper } = round;
	if (electronic.returned + paper.returned > electronic.issued + paper.issued)
		return 'returned-exceeds-issued';
	if (electronic.returned > electronic.issued) return 'electronic-returned-exceeds-issued';
	if (paper.returned > paper.issued) return 'paper-returned-exceeds-issued';
	if (electronic.issued + paper.issued > checkedIn) return 'issued-exceeds-checked-in';
	if (checkedIn > electorate) return 'checked-in-exceeds-electorate';
	return null;
}
