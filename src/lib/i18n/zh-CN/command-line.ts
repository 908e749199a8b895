/** What every command says of an option that it can't read. */
export const commandLineTexts = {
	unknown: (option: string): string => `没有 ${option} 这个选项，没有办理。`,
	value: (option: string): string => `${option} 的写法不正确，没有办理。`,
	unexpected: (word: string): string => `不认识“${word}”，没有办理。选项以两个短横线开头。`
} as const;
