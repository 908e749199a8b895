import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import script from 'virtual:offline-cards';

test('the saved page’s script is one that a browser takes, and ends where the page ends it', () => {
	expect(() => new Script(script)).not.toThrow();
	expect(script.length).toBeGreaterThan(10_000);
	expect(script).not.toMatch(/<\/script|<!--/i);
	// The page's policy names this script by a hash, and a browser reads every line end as \n before it takes it.
	expect(script).not.toContain('\r');
	// A look behind throws in Safari before 16.4, and the bundler leaves patterns as they are.
	expect(script).not.toMatch(/\(\?<[=!]/);
});
