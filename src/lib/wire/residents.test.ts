import { expect, test } from 'vitest';
import { feedbackForm, figuresForm, pageNumber, readReceipt } from './residents.ts';

test('a message is 1 to 500 characters long, an emoji being one', () => {
	const read = (text: string) => feedbackForm.safeParse({ text }).success;
	expect(read('👍'.repeat(500))).toBe(true);
	expect(read('👍'.repeat(501))).toBe(false);
	expect(read(' \r\n\u0000 ')).toBe(false);
	expect(feedbackForm.safeParse({}).success).toBe(false);
});

test('what fills in the field that nobody sees is refused, however long', () => {
	const read = feedbackForm.safeParse({ text: '好', website: 'https://example.com' });
	expect(read.error?.issues[0]?.path).toEqual(['website']);
});

test('a receipt is read as it was printed, typed or spoken', () => {
	for (const text of [
		'1234-5678-9012-3456',
		'1234567890123456',
		'１２３４ 5678 9012 3456',
		'1234–5678–9012–3456'
	])
		expect(readReceipt(text)).toBe('1234567890123456');
	for (const text of ['', '1234', '1234-5678-9012-345x', '1234567890123456 7', "1' or '1'='1"])
		expect(readReceipt(text)).toBeNull();
});

test('a page that no list has is the first', () => {
	for (const page of ['-1', '0', '1.5', 'x', '1e9', ''])
		expect(pageNumber(new URLSearchParams({ page }))).toBe(1);
	expect(pageNumber(new URLSearchParams({ page: '3' }))).toBe(3);
});

test('a corrected percentage is a whole number up to 100', () => {
	const read = (percent: string) =>
		figuresForm.safeParse({ over: '40 100 60', percent, arrived: '1', paid: '1', reason: '上月多计了长度' })
			.success;
	expect(['0', '100', ' 45 '].map(read)).toEqual([true, true, true]);
	expect(['101', '-1', '4.5', '', '=45'].map(read)).toEqual([false, false, false, false, false]);
});
