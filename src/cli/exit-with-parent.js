/**
 * Preloaded by bootstrap.js and run-program.ts: a program whose parent was killed ends as if it had been asked to, so that
 * nothing goes on in the background that Ctrl-C no longer reaches.
 */
// The preload reaches the program's own children too, and their channels are somebody else's: Playwright's workers
// live by theirs. Only the program that was started with the word listens, and it takes the word away.
if (process.env.PIAOJUE_ENDS_WITH_PARENT) {
	delete process.env.PIAOJUE_ENDS_WITH_PARENT;
	process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
	// Waiting for that is no reason to stay.
	process.channel?.unref();
}
