import { expect, test } from 'vitest';
import { permanentId } from './permanent-id.ts';

test('a name is the same for ever, well-formed, and another one’s is another', () => {
	const id = permanentId('feed/all/null');
	expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	// Readers have this one: what comes of a name never changes.
	expect(id).toBe('urn:uuid:81b6790b-eb9f-5dc8-b8ea-bec42882893e');
	expect(permanentId('feed/all/x')).not.toBe(id);
});
