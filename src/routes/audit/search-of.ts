import type { AuditFilter } from '#lib/wire/audit.ts';

/** What narrows the log, as an address or a form sends it; the page that is shown is no part of it. */
export const searchOf = ({ chain, from, to, actor, act, text }: AuditFilter): Record<string, string> =>
	Object.fromEntries(Object.entries({ chain, from, to, actor, act, text }).filter(([, value]) => value));
