/** What changed between two versions of anything, field by field: the 变更记录 and the comparison of reports. */
export type FieldChange = { field: string; before: string | number | null; after: string | number | null };

type Leaf = string | number | boolean | null | undefined;
type Tree = Leaf | readonly Tree[] | { readonly [field: string]: Tree };

/** Members of a list are told apart by what names them, not by their place: a new first one moves nobody. */
const NAMES = ['id', 'milestoneId', 'name', 'month', 'on'];

/** Fields in the order of the newer version, then those that are gone. */
export function differences(before: Tree, after: Tree): FieldChange[] {
	const old = flatten(before);
	const fresh = flatten(after);
	return [...new Set([...fresh.keys(), ...old.keys()])]
		.map((field) => ({ field, before: old.get(field) ?? null, after: fresh.get(field) ?? null }))
		.filter((change) => change.before !== change.after);
}

function flatten(tree: Tree, path = '', leaves = new Map<string, string | number | null>()) {
	if (tree === undefined || tree === null || tree === '') return leaves;
	if (Array.isArray(tree)) {
		tree.forEach((member: Tree, place) =>
			flatten(member, join(path, nameOf(member) ?? String(place)), leaves)
		);
	} else if (typeof tree === 'object') {
		for (const [field, value] of Object.entries(tree)) flatten(value as Tree, join(path, field), leaves);
	} else {
		leaves.set(path, typeof tree === 'boolean' ? String(tree) : (tree as string | number));
	}
	return leaves;
}

function nameOf(member: Tree): string | undefined {
	if (typeof member !== 'object' || member === null || Array.isArray(member)) return undefined;
	const record = member as Record<string, Tree>;
	const key = NAMES.find((name) => typeof record[name] === 'string');
	return key && String(record[key]);
}

const join = (path: string, part: string): string => (path ? `${path}.${part}` : part);
