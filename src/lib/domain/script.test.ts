import { expect, test } from 'vitest';
import { scriptDefaults } from '../i18n/zh-CN/script.ts';
import { checkTemplate, fillTemplate, scriptSteps } from './script.ts';

test('every default names only figures that there are', () => {
	for (const step of scriptSteps)
		expect(checkTemplate(scriptDefaults[step])).toEqual({ ok: true, value: null });
});

test('a figure that there is not is refused by its name', () => {
	expect(checkTemplate('应到 {应到} 人，迟到 {迟到} 人')).toMatchObject({
		code: 'unknown-placeholder',
		detail: { name: '{迟到}' }
	});
});

test.each(['应到 {应到 人', '应到 应到} 人', '{}'])(
	'a brace without its partner or its name is refused: %s',
	(text) => {
		expect(checkTemplate(text)).toMatchObject({ code: 'unknown-placeholder' });
	}
);

test('figures are filled in, and 0 is a figure', () => {
	expect(fillTemplate('应到 {应到}，请假 { 请假 }', { 应到: 76, 请假: 0 })).toBe('应到 76，请假 0');
});
