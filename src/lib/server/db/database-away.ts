/** Of the driver, of the socket below it, and of PostgreSQL while it goes down or comes up. */
const CODES = new Set([
	'CONNECTION_CLOSED',
	'CONNECTION_DESTROYED',
	'CONNECTION_ENDED',
	'CONNECT_TIMEOUT',
	'ECONNREFUSED',
	'ECONNRESET',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ETIMEDOUT',
	'EPIPE'
]);
const STATES = /^(?:08\w{3}|53300|57P0[1-5])$/;

/** Whether a failure says no more than that PostgreSQL can't be reached now: nobody's fault, and it passes. */
export function isDatabaseAway(fault: unknown): boolean {
	for (let cause = fault; cause instanceof Error; cause = cause.cause) {
		const { code } = cause as { code?: unknown };
		if (typeof code === 'string' && (CODES.has(code) || STATES.test(code))) return true;
	}
	return false;
}
