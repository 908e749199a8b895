import { describe, expect, it, test } from 'vitest';
import vectors from '../../../tests/cases/protocol-vectors.json' with { type: 'json' };
import { toBase64url } from '../crypto/bytes.ts';
import { cardOf, symbolsOf } from './card-code.ts';

const printed = 'HWX5-RZMV-3MQM-0RBJ-GEA9-NAXW-SMF';

describe('the card a delegate brings', () => {
	it('is the same by link, by scanner and by hand', () => {
		const ways = [
			printed,
			`https://vote.hall.example/tablet#card=${printed}`,
			'hwx5rzmv3mqm0rbjgea9naxwsmf',
			`  ${printed}\n`
		].map(cardOf);
		for (const way of ways) {
			expect(way.ok && way.value.code).toBe(printed);
			expect(way.ok && toBase64url(way.value.card.publicKey)).toBe(vectors.deputies[3]?.cardPublicKey);
		}
	});

	test.each([
		['', 'code-empty'],
		[' - ', 'code-empty'],
		['HWX5-RZMV', 'code-length'],
		[printed + '0', 'code-length'],
		['HWX6-RZMV-3MQM-0RBJ-GEA9-NAXW-SMF', 'code-check'],
		['HWX5-RZMV-3MQM-0RBJ-GEA9-NAXW-SMG', 'code-check'],
		['UWX5-RZMV-3MQM-0RBJ-GEA9-NAXW-SMF', 'code-symbol'],
		['代表证', 'code-symbol']
	])('%j is refused with %s', (given, code) => {
		expect(cardOf(given)).toMatchObject({ ok: false, code });
	});

	it('counts the symbols typed so far without the dashes', () => {
		expect(symbolsOf('hwx5-rz mv')).toBe('HWX5RZMV');
	});
});
