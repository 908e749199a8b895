import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlanDraft, readReportDraft } from './tracker/drafts.ts';
import { cutText, isWritable, writableText } from './writable-text.ts';

test('a soft line break pasted from a word processor ends a line, and other controls go', () => {
	expect(writableText('护岸完成\u000b开始绿化\u000c下页\u0000\u0008\ufffe')).toBe('护岸完成\n开始绿化\n下页');
	expect(writableText('\ud842')).toBe('');
});

test('what people type stays: line ends, tabs, rare characters, emoji of several parts', () => {
	const typed = '第一行\r\n\t第二行　𠮷 👨‍👩‍👧 é … “引号” &<>';
	expect(writableText(typed)).toBe(typed);
});

test('a text is cut between characters, and one that needs no cleaning is known', () => {
	expect(cutText('水渠👍', 3)).toBe('水渠');
	expect(cutText('水渠👍', 4)).toBe('水渠👍');
	expect(isWritable('水渠👍\n')).toBe(true);
	for (const text of ['\u0000', '水\ud83d']) expect(isWritable(text)).toBe(false);
});

test('cleaned twice is cleaned once, and nothing is left that XML can not write', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const clean = writableText(text);
			expect(writableText(clean)).toBe(clean);
			expect(clean.isWellFormed()).toBe(true);
			// eslint-disable-next-line no-control-regex -- what must not be there
			expect(clean).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
		})
	);
});

test('a draft saved before forms were read so is handed in without them', () => {
	expect(readReportDraft({ done: '护岸完成\u000b开始绿化\u0001 ' }).body.done).toBe('护岸完成\n开始绿化');
	expect(
		readPlanDraft({ 'start-name': '开\u0001工', 'start-on': '2026-04-01' }).body.milestones
	).toMatchObject([{ name: '开工' }]);
});
