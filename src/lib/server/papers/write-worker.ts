import { parentPort, workerData } from 'node:worker_threads';
import { sheetFile } from './sheet-file.ts';
import { xlsxFile } from './tables.ts';
import type { ToWrite } from './workbook-aside.ts';

// The thread that `workbook-aside.ts` starts for one workbook, and ends.

const given = workerData as ToWrite;
const bytes = 'sheet' in given ? await sheetFile(given.sheet) : await xlsxFile(given.table, given.name);
parentPort!.postMessage(bytes, [bytes.buffer]);
