/** What the deputy has opened by hand: one candidate, or two beside each other; `picking` asks for the second. */
export type Opened = { first: number; second: number | null; picking: boolean };

/**
 * Reading the candidates' sheets: following the chair, or browsing. Nothing here touches the ballot, which
 * stays as it is underneath.
 */
export type Reading = {
	opened: Opened | null;
	/** The presented candidate that the deputy put away; the next one comes up again. */
	putAway: string | null;
};

export const notReading: Reading = { opened: null, putAway: null };

/** Positions are those of the ballot, from 0. */
export type Presented = { id: string; index: number } | null;

export type Shown = Opened & { following: boolean };

/**
 * The sheet in sight.
 *
 * @param follows whether the chair's candidate may come up by itself: before the vote only, never over a ballot
 */
export function shownSheet(reading: Reading, presented: Presented, follows: boolean): Shown | null {
	if (reading.opened) return { ...reading.opened, following: false };
	if (!follows || !presented || reading.putAway === presented.id) return null;
	return { first: presented.index, second: null, picking: false, following: true };
}

export const openSheet = (reading: Reading, index: number): Reading => ({
	...reading,
	opened: { first: index, second: null, picking: false }
});

/** The next or the previous sheet in ballot order; at either end it stays. */
export function turnSheet(reading: Reading, shown: Shown, by: 1 | -1, count: number): Reading {
	const index = Math.min(count - 1, Math.max(0, shown.first + by));
	return index === shown.first ? reading : openSheet(reading, index);
}

/** 对比: first the question with which one, then both. */
export const askForSecond = (reading: Reading, shown: Shown): Reading => ({
	...reading,
	opened: { first: shown.first, second: shown.second, picking: true }
});

export const compareWith = (reading: Reading, first: number, second: number): Reading => ({
	...reading,
	opened: { first, second: second === first ? null : second, picking: false }
});

/** 回到当前项目 */
export const followAgain = (presented: Presented, follows: boolean): Reading =>
	follows || !presented ? notReading : openSheet(notReading, presented.index);

/** 返回: from the picking and the comparison to the one sheet, from there to the page underneath. */
export function stepBack(reading: Reading, shown: Shown, presented: Presented): Reading {
	if (shown.picking || shown.second !== null) {
		const second = shown.picking ? shown.second : null;
		return { ...reading, opened: { first: shown.first, second, picking: false } };
	}
	return { opened: null, putAway: presented?.id ?? null };
}
