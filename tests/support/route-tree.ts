import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../src/routes');

/** One address of the application, as the folders below `src/routes` have it: `/tracker/[projectId]`. */
export type Route = {
	path: string;
	/** Methods of a `+server.ts`; a page answers GET. */
	methods: string[];
	/** Form actions of a page. */
	actions: string[];
};

/** Every page and endpoint there is, read from the folders, so that a new one is in every test that walks them. */
export function routeTree(): Route[] {
	return folders().map((folder) => {
		const server = read(folder, '+server.ts');
		const page = read(folder, '+page.server.ts');
		return {
			path: pathOf(folder),
			methods: server
				? [...server.matchAll(/^export const (GET|POST|PUT|PATCH|DELETE)\b/gm)].map(([, method]) => method!)
				: ['GET'],
			actions: actionsOf(page)
		};
	});
}

/** What the server runs for an address, as its source; empty for a page without. */
export const serverFileOf = (path: string): string =>
	folders()
		.filter((folder) => pathOf(folder) === path)
		.map((folder) => read(folder, '+server.ts') + read(folder, '+page.server.ts'))
		.join('');

const folders = (): string[] =>
	[
		...new Set(
			globSync('**/+{page.svelte,page.server.ts,server.ts}', { cwd: root }).map((file) => dirname(file))
		)
	].sort();

const pathOf = (folder: string): string =>
	posix.normalize(`/${folder.replaceAll('\\', '/').replace(/\([^)]+\)\/?/g, '')}`).replace(/(.)\/$/, '$1');

function read(folder: string, file: string): string {
	try {
		return readFileSync(join(root, folder, file), 'utf8');
	} catch {
		return '';
	}
}

/**
 * The names in `export const actions: Actions = { … };` or in what wraps it, one to a line with one tab, as the formatter
 * leaves them. A page whose actions can't be read would be walked by no test; those of the imports are walked by their own.
 */
function actionsOf(page: string): string[] {
	const [, body] = /^export const actions[^=]*= (?:\w+<Actions>\()?\{\n([^]*?)^\}\)?;/m.exec(page) ?? [];
	const names = [...(body ?? '').matchAll(/^\t(\w+)(?=[:(,])/gm)].map(([, name]) => name!);
	if (/^export const actions\b.*\{$/m.test(page) && !names.length)
		throw new Error(`no action can be read in\n${page}`);
	return names;
}
