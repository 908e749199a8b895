import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuild } from '../../src/cli/ensure-build.ts';
import { startTestApp, type TestApp } from '../support/app.ts';

let app: TestApp;

// Inside the server's process, once it listens: promises that nobody waits for.
const stray =
	'setInterval(()=>globalThis[Symbol.for("piaojue.http")]?.server.listening&&Promise.reject(new Error("nobody-waited")),100)';

beforeAll(async () => {
	await ensureBuild();
	app = await startTestApp({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(stray)}` });
}, 120_000);

afterAll(() => app?.stop());

test('a promise that nobody waited for ends no vote', async () => {
	await new Promise((pause) => setTimeout(pause, 500));
	expect((await fetch(`${app.origin}/readyz`)).status).toBe(200);
});
