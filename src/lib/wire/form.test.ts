import { expect, test } from 'vitest';
import { formFields } from './form.ts';

test('a form is read without the controls that a paste brings along, and with everything that people type', () => {
	const data = new FormData();
	data.append('done', '旧的');
	data.append('done', '护岸完成\u000b开始绿化\u0000');
	data.append('next', '第一行\r\n\t第二行 👍🏽');
	data.append('photo', new Blob(['x']), 'x.jpg');
	expect(formFields(data)).toEqual({ done: '护岸完成\n开始绿化', next: '第一行\r\n\t第二行 👍🏽' });
});

test('a form is read without the one field that no answer could give back', () => {
	const data = new FormData();
	for (const name of ['__proto__', 'constructor']) data.append(name, 'x');
	expect(Object.keys(formFields(data))).toEqual(['constructor']);
});
