/** What XML 1.0 has no way to write, not even escaped: no workbook and no feed that holds one of these is opened. */
const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/**
 * A text without what no keyboard types but a paste from a word processor brings along. Its soft line break and page
 * break (U+000B, U+000C) end a line here too; other controls and halves of characters go. Everything visible stays.
 */
export const writableText = (text: string): string => text.replace(/[\v\f]/g, '\n').replace(unwritable, '');

/** The first `most` characters of a text; half of one that the cut goes through is left out. */
export const cutText = (text: string, most: number): string => writableText(text.slice(0, most));

export const isWritable = (text: string): boolean => writableText(text) === text;
