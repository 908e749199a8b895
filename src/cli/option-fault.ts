import { commandLineTexts as t } from '#lib/i18n/zh-CN/command-line.ts';

/** What `parseArgs` has against a command line, as a sentence; null where the error is another. */
export function optionFault(error: unknown): string | null {
	if (!(error instanceof Error)) return null;
	// Node names the word in quotes, an option that wants a value as '--out <value>'.
	const word = /'([^' ]+)[^']*'/.exec(error.message)?.[1] ?? '';
	switch ((error as { code?: unknown }).code) {
		case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
			return t.unknown(word);
		case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
			return t.value(word);
		case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
			return t.unexpected(word);
		default:
			return null;
	}
}
