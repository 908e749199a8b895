/** Text that is markup already; everything else that goes into a template is escaped. */
export class Markup {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}
}

type Part = Markup | string | number | null | undefined | false | readonly Part[];

/** A piece of a paper: names and texts typed by people stand in it as text and never as markup. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Markup =>
	new Markup(strings.reduce((before, after, i) => before + written(parts[i - 1]) + after));

function written(part: Part): string {
	if (part === null || part === undefined || part === false) return '';
	if (part instanceof Markup) return part.text;
	if (typeof part === 'object') return part.map(written).join('');
	return String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
