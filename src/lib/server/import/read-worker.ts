import { parentPort, workerData } from 'node:worker_threads';
import { readFile } from './read-file.ts';
import type { ToRead } from './read-aside.ts';

// The thread that `read-aside.ts` starts for one file, and ends.

const { name, bytes, columns } = workerData as ToRead;
parentPort!.postMessage(await readFile(name, bytes, columns));
