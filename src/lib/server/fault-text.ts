/**
 * What may be logged of a failure: Drizzle's message ends with the statement's parameters, and they are what people
 * sent, which no log may hold.
 */
export function faultText(fault: unknown, { stack = false } = {}): string {
	if (!(fault instanceof Error)) return 'failed';
	const text = (stack ? fault.stack : undefined) ?? fault.message;
	const cause = fault.cause instanceof Error ? ` (${faultText(fault.cause)})` : '';
	return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, '') + cause;
}
