/** One task of `npm run admin`: a module with its own line of help. */
export type Subcommand = {
	usage: string;
	/** Says on stdout what it did; throws `UsageFault` or `Trouble` where it did not. */
	run(words: string[]): Promise<void>;
};

/** A command line that makes no sense: exit code 2, with the usage. */
export class UsageFault extends Error {}

/** What could not be done, in a whole sentence for the operator: exit code 1. */
export class Trouble extends Error {}

/** The value of an option that must be there. */
export function need(name: string, value: string | undefined): string {
	const text = value?.trim();
	if (!text) throw new UsageFault(`--${name} ?`);
	return text;
}
