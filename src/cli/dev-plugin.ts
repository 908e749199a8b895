import type { Server } from 'node:http';
import type { Plugin } from 'vite';
import { startEmbedded } from '#lib/server/db/embedded.ts';
import { fillHttpSlot } from '#lib/server/http-slot.ts';

/**
 * `npm run dev`: gives Vite's server to the application as production gives its own, and starts the embedded
 * PostgreSQL in .data/dev unless DATABASE_URL is set.
 */
export function developmentServer(): Plugin {
	return {
		name: 'piaojue-development-server',
		apply: 'serve',
		async configureServer(vite) {
			if (!vite.httpServer || process.env.VITEST) return;
			process.env.NODE_ENV ??= 'development';
			const port = vite.config.server.port ?? 5173;
			process.env.PORT ??= String(port);
			process.env.ORIGIN ??= `http://localhost:${port}`;
			process.env.BOX_ORIGIN ??= `http://127.0.0.1:${port}`;
			process.env.KEY_DIR ??= '.data/dev/keys';
			process.env.ARCHIVE_DIR ??= '.data/dev/archive';
			if (!process.env.DATABASE_URL)
				process.env.DATABASE_URL = (await startEmbedded({ dataDir: '.data/dev' })).url;
			const slot = fillHttpSlot(vite.httpServer as Server);
			// As in production nobody is answered before desk and box are up: the pages would tell a ballot that
			// its address does not exist. Kept per process, so the pages get this same application.
			const starting = () =>
				vite
					.ssrLoadModule('/src/lib/server/app.ts')
					.then((loaded) => (loaded.app as () => Promise<unknown>)());
			vite.middlewares.use((request, response, next) => {
				const pass = () => {
					if (!slot.door?.(request, response)) next();
				};
				if (slot.door) pass();
				else void starting().then(pass, next);
			});
		}
	};
}
