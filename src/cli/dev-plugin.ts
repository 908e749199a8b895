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
			vite.middlewares.use((request, response, next) => {
				if (!slot.door?.(request, response)) next();
			});
		}
	};
}
