import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('what old browsers lack is there before a library asks for it', () => {
	const sources = readdirSync(import.meta.dirname)
		.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
		.map((name) => ({ name, text: readFileSync(`${import.meta.dirname}/${name}`, 'utf8') }));
	const importers = sources.filter(({ text }) => text.includes("from '@noble/"));
	expect(importers.length).toBeGreaterThan(3);
	for (const { name, text } of importers)
		expect(text.startsWith("import './old-browsers.ts';"), name).toBe(true);
});
