import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

test('a program whose starter was killed ends too, so that its port is free for the next start', async () => {
	const runProgram = pathToFileURL(resolve('src/cli/run-program.ts')).href;
	// The starter starts a server that would listen for ever, and says its port once it listens.
	const server = `const s = require('node:net').createServer().listen(0, '127.0.0.1', () => console.log(s.address().port)); setTimeout(() => process.exit(), 35_000)`;
	const starter = spawn(
		process.execPath,
		[
			'--input-type=module',
			'-e',
			`(await import('${runProgram}')).startProgram(['-e', ${JSON.stringify(server)}])`
		],
		{ stdio: ['ignore', 'pipe', 'inherit'] }
	);
	const port = Number(await new Promise<Buffer>((said) => starter.stdout.once('data', said)));
	expect(port).toBeGreaterThan(0);
	const ended = new Promise((end) => starter.stdout.once('close', end));
	starter.kill('SIGKILL');
	// The pipe is the server's too: it closes when the last of both is gone.
	await ended;
});
