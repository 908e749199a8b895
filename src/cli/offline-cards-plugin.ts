import { build, type Plugin } from 'vite';

const NAME = 'virtual:offline-cards';
const ENTRY = 'src/lib/client/cards/offline-page.ts';

/**
 * `import script from 'virtual:offline-cards'` on the server: the script of the saved page that makes cards on an
 * unplugged machine, bundled into one classic script for the hall's old browsers.
 */
export function offlineCards(): Plugin {
	return {
		name: 'piaojue-offline-cards',
		resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
		async load(id) {
			if (id !== `\0${NAME}`) return null;
			this.addWatchFile(ENTRY);
			const [bundle] = [
				await build({
					configFile: false,
					logLevel: 'error',
					publicDir: false,
					build: {
						lib: { entry: ENTRY, formats: ['iife'], name: 'cards' },
						target: ['chrome87', 'safari14'],
						write: false,
						minify: true
					}
				})
			].flat();
			if (!bundle || !('output' in bundle)) throw new Error(`${ENTRY} gave no script`);
			const { code: made } = bundle.output[0];
			// Inside of an HTML page nothing in the script may look like its end or like a comment.
			const code = made.replace(/<\/(?=script)/gi, '<\\/');
			if (code.includes('<!--')) throw new Error(`${ENTRY} can't stand inside of a page`);
			return `export default ${JSON.stringify(code)};`;
		}
	};
}
