import { expect, test } from 'vitest';
import { nameSounds, soundsLike } from './pinyin.ts';

test('a name is found by its initials and its full pinyin, with the surname as surnames are read', async () => {
	const sounds = await nameSounds(['单雄信', '曾志伟', '阿依古丽·买买提', '吕方']);
	const found = (typed: string) =>
		[...sounds].filter(([, sound]) => soundsLike(sound, typed)).map(([name]) => name);
	expect(found('shanxiong')).toEqual(['单雄信']);
	expect(found('sxx')).toEqual(['单雄信']);
	expect(found('zzw')).toEqual(['曾志伟']);
	expect(found('zengzhiwei')).toEqual(['曾志伟']);
	expect(found('aygl')).toEqual(['阿依古丽·买买提']);
	expect(found('lvfang')).toEqual(['吕方']);
	expect(found('xyz')).toEqual([]);
});
