/**
 * A calendar's name on one line and escaped as RFC 5545 wants a text: the writer does so with what events say, and
 * writes the name as it gets it. A line break in it would begin a line of the sender's choice.
 */
export const calendarName = (name: string): string =>
	name
		.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
		.trim()
		.replace(/[\\;,]/g, (mark) => `\\${mark}`);
