/**
 * The canonical JSON form of RFC 8785 for what this protocol is made of: strings, integers, booleans, null,
 * arrays and plain objects. Everything else throws, fractions too, since their spelling is where
 * implementations part; so do integers beyond 2^53 and strings that are not well-formed Unicode.
 */
export function jcs(value: unknown): string {
	switch (typeof value) {
		case 'string':
			return text(value);
		case 'number':
			if (!Number.isSafeInteger(value)) throw new Error(`not an exact integer: ${value}`);
			return JSON.stringify(value);
		case 'boolean':
			return String(value);
		case 'object':
			if (value === null) return 'null';
			if (Array.isArray(value)) return `[${Array.from(value, jcs).join(',')}]`;
			return object(value);
		default:
			throw new Error(`no JSON value: ${typeof value}`);
	}
}

/** Members in the order of their names' UTF-16 code units (RFC 8785 section 3.2.3), which is JavaScript's own. */
function object(value: object): string {
	const prototype: unknown = Object.getPrototypeOf(value);
	if (prototype !== Object.prototype && prototype !== null) throw new Error('not a plain object');
	const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${members.map(([name, member]) => `${text(name)}:${jcs(member)}`).join(',')}}`;
}

/** `JSON.stringify` escapes exactly as RFC 8785 section 3.2.2.2 wants, except that it lets lone surrogates pass. */
function text(value: string): string {
	if (LONE_SURROGATE.test(value)) throw new Error(`not well-formed Unicode: ${JSON.stringify(value)}`);
	return JSON.stringify(value);
}

const LONE_SURROGATE = /\p{Surrogate}/u;
