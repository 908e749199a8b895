/**
 * Preloaded by bootstrap.js and run-program.ts: a program whose parent was killed ends as if it had been asked to, so that
 * nothing goes on in the background that Ctrl-C no longer reaches.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// Waiting for that is no reason to stay.
process.channel?.unref();
