import { expect, test } from 'vitest';
import { isCertified, maySign, nextSigner, type Signed } from './signing.ts';

const nobody: Signed = { tellersNeeded: 2, tellers: 0, scrutineers: 0, chief: false };

test('tellers sign first, then scrutineers, the chief last', () => {
	expect(nextSigner(nobody)).toBe('teller');
	expect(maySign('scrutineer', { ...nobody, tellers: 1 })).toMatchObject({ code: 'tellers-first' });
	expect(maySign('chief-scrutineer', { ...nobody, tellers: 2 })).toMatchObject({ code: 'chief-signs-last' });
	expect(maySign('chief-scrutineer', { ...nobody, tellers: 2, scrutineers: 1 }).ok).toBe(true);
	expect(nextSigner({ ...nobody, tellers: 2 })).toBe('scrutineer');
	expect(nextSigner({ ...nobody, tellers: 2, scrutineers: 1 })).toBe('chief-scrutineer');
	expect(nextSigner({ ...nobody, tellers: 2, scrutineers: 1, chief: true })).toBeNull();
});

test('without paper nobody waits for tellers', () => {
	expect(maySign('scrutineer', { ...nobody, tellersNeeded: 0 }).ok).toBe(true);
});

test('the chief alone does not certify, nor do scrutineers without the chief', () => {
	expect(isCertified({ ...nobody, chief: true })).toBe(false);
	expect(isCertified({ ...nobody, scrutineers: 3 })).toBe(false);
	expect(isCertified({ ...nobody, scrutineers: 1, chief: true })).toBe(true);
});

test('a further scrutineer may sign after the chief', () => {
	expect(maySign('scrutineer', { tellersNeeded: 0, tellers: 0, scrutineers: 1, chief: true }).ok).toBe(true);
});
