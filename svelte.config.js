import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter(),
		// Every state-changing call is checked against ORIGIN in hooks.server.ts, which also covers JSON
		// and answers with a stable code; the framework's own check knows forms only.
		csrf: { trustedOrigins: ['*'] },
		// The tablet's page registers it, for itself alone: lib/client/offline-shell.ts.
		serviceWorker: { register: false },
		csp: {
			mode: 'nonce',
			directives: {
				'default-src': ['self'],
				'script-src': ['self', 'wasm-unsafe-eval'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
				// connect-src is added at run time: it names BOX_ORIGIN.
			}
		}
	}
};
