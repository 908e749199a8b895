import { writeFileSync } from 'node:fs';
import { test } from '@playwright/test';

/**
 * A file to choose at a page, as a path. Large contents are handed over so: as a buffer they come to the browser through
 * its debugging line, 40 MB of them in six seconds of a processor. Its kind is what the name's ending says.
 */
export function fileOnDisk(name: string, content: Buffer): string {
	const path = test.info().outputPath(name);
	writeFileSync(path, content);
	return path;
}
