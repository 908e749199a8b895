/**
 * The records of a CSV text, one after another, so that whoever reads can stop. Looks at each character a fixed number
 * of times whatever the text is: a file of a few kilobytes must not hold the server up.
 *
 * A cell that begins with a quote ends at a quote with nothing but blanks between it and the next delimiter, line end
 * or the end of the text; any other quote in it is one of its characters, and two are one.
 *
 * @param delimiter one character, no quote and no line end
 */
export function* csvRows(text: string, delimiter: string): Generator<string[]> {
	const plain = new RegExp(`[^\\r\\n${delimiter}]*`, 'y');
	const blanks = new RegExp(`[^\\S\\r\\n${delimiter}]*`, 'y');
	const isEnd = (at: number) => at >= text.length || text[at] === '\n' || text[at] === '\r';
	const after = (run: RegExp, at: number): number => {
		run.lastIndex = at;
		run.test(text);
		return run.lastIndex;
	};
	let at = 0;
	let row: string[] = [];
	while (at < text.length) {
		const cell = text[at] === '"' ? quoted(at + 1) : bare(at);
		row.push(cell.text);
		at = cell.to;
		if (!isEnd(at)) {
			at++;
			// A delimiter at the very end has an empty cell behind it.
			if (!isEnd(at)) continue;
			row.push('');
		}
		yield row;
		row = [];
		at += text.startsWith('\r\n', at) ? 2 : 1;
	}

	function bare(from: number): { text: string; to: number } {
		const to = after(plain, from);
		return { text: text.slice(from, to), to };
	}

	function quoted(from: number): { text: string; to: number } {
		let quote = from - 1;
		while ((quote = text.indexOf('"', quote + 1)) >= 0) {
			if (text[quote + 1] === '"') {
				quote++;
				continue;
			}
			const to = after(blanks, quote + 1);
			if (isEnd(to) || text[to] === delimiter)
				return { text: text.slice(from, quote).replaceAll('""', '"'), to };
		}
		// It never ends: nothing says which of its quotes are doubled.
		return { text: text.slice(from), to: text.length };
	}
}
