/**
 * What stands before a rehearsed round's title in the manifest, and so in every archive and on every tablet. A formal
 * round is never called so: `make-ready` refuses it.
 */
const mark = '【演练】';

export const rehearsalTitle = (title: string): string => mark + title;

export const isRehearsalTitle = (title: string): boolean => title.startsWith(mark);

/**
 * Who can be simulated: the last of the roll, never a scrutineer, whose card a person brings. At most all of them.
 *
 * @param roll in the order of the numbers
 */
export function simulatedOf<Person extends { id: string }>(
	roll: readonly Person[],
	scrutineerIds: ReadonlySet<string>,
	wanted: number
): Person[] {
	const free = roll.filter(({ id }) => !scrutineerIds.has(id));
	return wanted > 0 ? free.slice(-wanted) : [];
}
