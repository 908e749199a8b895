import { globSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { ensureBuild } from '../../src/cli/ensure-build.ts';

beforeAll(async () => {
	await ensureBuild();
}, 120_000);

test('a server that starts reads no package for each import of it: database and driver are in the build', () => {
	const files = globSync('build/server/**/*.js');
	expect(files.length).toBeGreaterThan(50);
	const importing = files.filter((file) =>
		/^\s*(import|export)\b[^'"]*['"](drizzle-orm|postgres)['"/]/m.test(readFileSync(file, 'utf8'))
	);
	expect(importing).toEqual([]);
});
