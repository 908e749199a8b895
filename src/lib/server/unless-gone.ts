/**
 * For `catch` on reading a file: null where it is not there, or not any longer. Another process may remove a file
 * between the moment that a folder is listed and the moment that it is read.
 *
 * @throws any other fault of the file system
 */
export function unlessGone(fault: unknown): null {
	if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return null;
	throw fault;
}
