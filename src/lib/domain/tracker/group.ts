import { ok, refuse, type Result } from '../result.ts';

/** 1+1+2: how many of each part a project's group has at least. */
export const groupAsks = { leader: 1, presidium: 1, deputy: 2 } as const;
export type GroupPart = keyof typeof groupAsks;
export const groupParts = Object.keys(groupAsks) as GroupPart[];

/**
 * How far a group falls short of 1+1+2. Who has left the roll can record nothing any more, so is not counted.
 *
 * @returns the parts with how many they lack; none where the group is whole
 */
export const groupLacks = (
	members: readonly { part: GroupPart; left: boolean }[]
): { part: GroupPart; missing: number }[] =>
	groupParts
		.map((part) => ({
			part,
			missing: groupAsks[part] - members.filter((one) => one.part === part && !one.left).length
		}))
		.filter(({ missing }) => missing > 0);

/** A deputy as the office names one: by 代表证号, by name, or by both. */
export type Deputy = { number: number; name: string };

type Unclear = 'deputy-unknown' | 'deputy-ambiguous' | 'deputy-mismatch';

/**
 * Whom an entry means: `7`, `张三`, or `7 张三` as the form offers it.
 *
 * @returns the 代表证号; or who is not found, or that the name stands for several (`numbers`), or for another number
 */
export function deputyMeant(entry: string, roll: readonly Deputy[]): Result<number, Unclear> {
	const text = entry.normalize('NFKC').trim();
	const [, digits = '', name = ''] = /^(\d*)\s*(.*)$/s.exec(text)!;
	const found = roll.filter(
		(one) => (digits === '' || one.number === Number(digits)) && (name === '' || one.name === name)
	);
	if (found.length === 1) return ok(found[0]!.number);
	if (found.length > 1)
		return refuse('deputy-ambiguous', { name, numbers: found.map(({ number }) => number).join('、') });
	const holder = digits && roll.find(({ number }) => number === Number(digits));
	return holder
		? refuse('deputy-mismatch', { number: Number(digits), holder: holder.name, name })
		: refuse('deputy-unknown', { name: text });
}

/** All of a list, or why the first of them that can't be told is refused. */
export function deputiesMeant(
	entries: readonly string[],
	roll: readonly Deputy[]
): Result<number[], Unclear> {
	const meant = entries.map((entry) => deputyMeant(entry, roll));
	const unclear = meant.find((one) => !one.ok);
	if (unclear && !unclear.ok) return unclear;
	return ok(meant.flatMap((one) => (one.ok ? [one.value] : [])));
}
