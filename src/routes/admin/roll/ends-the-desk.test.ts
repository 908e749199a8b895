import { expect, test } from 'vitest';
import { endsTheDesk } from './ends-the-desk.ts';

test.each([
	['connected', 0, false],
	['connected', 1, true],
	['reconnecting', 0, true],
	['offline', 0, true],
	['offline', 3, true]
] as const)('%s with %i records waiting: asked before a reload %s', (connection, waiting, asked) => {
	expect(endsTheDesk(connection, waiting)).toBe(asked);
});
