/** Rows of a simple CSV (no quotes inside) as objects by header: enough for the demonstration's own files. */
export function readRows(text: string): Record<string, string>[] {
	const [header, ...lines] = text
		.replace(/^\uFEFF/, '')
		.trim()
		.split(/\r?\n/);
	const names = header!.split(',');
	return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell.trim()])));
}
