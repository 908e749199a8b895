/** How a name may be typed: lower-case latin, without tones and spaces; several where characters have more readings. */
export type NameSound = { full: string[]; initials: string[] };

/**
 * The sounds of these names. The library is loaded with the first call only: no other page pays for it.
 * A surname's own reading (曾 zeng, 单 shan) and the common one both find the deputy.
 */
export async function nameSounds(names: string[]): Promise<Map<string, NameSound>> {
	const { pinyin } = await import('pinyin-pro');
	const sounds = new Map<string, NameSound>();
	for (const name of names) {
		const readings = (['head', 'off'] as const).map((surname) =>
			pinyin(name, { surname, toneType: 'none', type: 'array', nonZh: 'removed', v: true }).map((syllable) =>
				syllable.toLowerCase()
			)
		);
		sounds.set(name, {
			full: [...new Set(readings.map((syllables) => syllables.join('')))],
			initials: [...new Set(readings.map((syllables) => syllables.map((syllable) => syllable[0]).join('')))]
		});
	}
	return sounds;
}

/** Whether typed letters are the beginning of the name's full pinyin or of its initials. */
export const soundsLike = (sound: NameSound | undefined, typed: string): boolean =>
	sound !== undefined && [...sound.full, ...sound.initials].some((known) => known.startsWith(typed));
