import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deputiesMeant, deputyMeant, groupLacks, type GroupPart } from './group.ts';

const roll = [
	{ number: 7, name: '张三' },
	{ number: 17, name: '张三' },
	{ number: 8, name: '李四' }
];

test.each(['8', '08', ' 李四 ', '8 李四', '８李四'])('%s is deputy 8', (entry) => {
	expect(deputyMeant(entry, roll)).toEqual({ ok: true, value: 8 });
});

test('a name that two bear takes a number', () => {
	expect(deputyMeant('张三', roll)).toMatchObject({
		code: 'deputy-ambiguous',
		detail: { name: '张三', numbers: '7、17' }
	});
	expect(deputyMeant('17 张三', roll)).toEqual({ ok: true, value: 17 });
});

test('a number under another’s name means nobody', () => {
	expect(deputyMeant('8 张三', roll)).toMatchObject({
		code: 'deputy-mismatch',
		detail: { number: 8, holder: '李四', name: '张三' }
	});
	expect(deputyMeant('9', roll)).toMatchObject({ code: 'deputy-unknown', detail: { name: '9' } });
	expect(deputyMeant('王五', roll)).toMatchObject({ code: 'deputy-unknown' });
	expect(deputyMeant(' ', [])).toMatchObject({ code: 'deputy-unknown' });
});

test('whatever the form offers is taken as it stands', () => {
	const name = fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom(...'张王李赵一二三·') });
	const list = fc.uniqueArray(fc.record({ number: fc.integer({ min: 1, max: 9999 }), name }), {
		minLength: 1,
		selector: ({ number }) => number
	});
	fc.assert(
		fc.property(list, (people) => {
			expect(
				deputiesMeant(
					people.map(({ number, name: called }) => `${number} ${called}`),
					people
				)
			).toEqual({ ok: true, value: people.map(({ number }) => number) });
		})
	);
});

const group = (...parts: GroupPart[]) => parts.map((part) => ({ part, left: false }));
const whole = group('leader', 'presidium', 'deputy', 'deputy');

test('1+1+2 is one leader, one of the presidium, two deputies or more', () => {
	expect(groupLacks(whole)).toEqual([]);
	expect(groupLacks([...whole, ...group('deputy')])).toEqual([]);
	expect(groupLacks(group('presidium', 'presidium', 'deputy', 'deputy'))).toEqual([
		{ part: 'leader', missing: 1 }
	]);
	expect(groupLacks([])).toEqual([
		{ part: 'leader', missing: 1 },
		{ part: 'presidium', missing: 1 },
		{ part: 'deputy', missing: 2 }
	]);
});

test('who has left the roll is missing, one deputy more than asked is not', () => {
	const without = (gone: GroupPart) => {
		const at = whole.findIndex(({ part }) => part === gone);
		return whole.map((one, i) => ({ ...one, left: i === at }));
	};
	for (const part of ['presidium', 'deputy'] as const)
		expect(groupLacks(without(part))).toEqual([{ part, missing: 1 }]);
	expect(groupLacks([...without('deputy'), ...group('deputy')])).toEqual([]);
});
