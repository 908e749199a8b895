import { globSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { roles, type Role } from '#lib/domain/permissions.ts';
import type { Power } from '#lib/domain/tracker/powers.ts';

/** Whoever can stand before a door: every role, and nobody. */
export type Visitor = Role | null;
export const visitors: readonly Visitor[] = [...roles, null];

const staff = roles.filter((role) => role !== 'delegate');
const scrutineers: Visitor[] = ['chief-scrutineer', 'scrutineer'];

/**
 * Who may open what: written from the duties of each office and not from the code. The longest prefix of a path
 * decides, and a path under none of them is nobody's.
 *
 * | duty                                            | whose                                          |
 * | ----------------------------------------------- | ---------------------------------------------- |
 * | see that the installation runs                  | system administrator, and nothing else         |
 * | accounts and roles                              | security administrator, and nothing else       |
 * | read the audit chains                           | audit administrator, and nothing else          |
 * | roll, candidates, set-up, ready                 | office                                         |
 * | open, close, announce                           | chair                                          |
 * | confirm the opening, count, sign                | scrutineers and tellers                        |
 * | the session's papers                            | office, chair, scrutineers; a teller none      |
 * | report on the own projects, and follow them     | department; supervising office, office, chair  |
 * | record from the minutes what was decided over a change | chair; office as the secretariat     |
 * | draw and cast                                   | deputies, on the tablet, by their cards        |
 * | visit, opine, judge replies, all year           | deputies, by their cards; others see a sign-in |
 * | residents' messages: look at them; draft a reply | supervising office, office; department        |
 * | what is announced                               | everybody                                      |
 */
export const pagesOf: Record<string, readonly Visitor[]> = {
	'/': visitors,
	'/projects': visitors,
	'/results': visitors,
	'/login': visitors,
	'/logout': visitors,
	'/hall': visitors,
	'/tablet': visitors,
	// The page signs a deputy in by card; every load and act of it asks by itself who is there.
	'/supervise': visitors,
	'/healthz': visitors,
	'/readyz': visitors,
	// Tablets measure before anybody is known; what saves a measure asks for a code of the office.
	'/device': visitors,
	// Asks for its own token.
	'/metrics': visitors,
	// Each file and each endpoint asks by itself; see `answersOf`.
	'/candidate-files': visitors,
	'/evidence': visitors,
	// The address is the secret.
	'/calendar/unit': visitors,
	// Nothing but the public record.
	'/calendar/milestones.ics': visitors,
	'/feed.xml': visitors,
	'/open-data': visitors,
	// Keeps how large somebody reads, in their own browser.
	'/look': visitors,
	'/api/v1': visitors,
	'/account': staff,
	'/system': ['system-admin'],
	'/people': ['security-admin'],
	'/audit': ['audit-admin'],
	'/admin': ['office'],
	'/chair': ['chair'],
	'/scrutineer': [...scrutineers, 'teller'],
	'/papers': ['office', 'chair', ...scrutineers],
	'/tracker': ['department', 'supervision', 'office', 'chair'],
	// Terms, bases and the calendar are the supervising office's to set.
	'/tracker/settings': ['supervision', 'office'],
	// What was voted on and not chosen: for those who follow all projects, not for a unit.
	'/tracker/reserve': ['supervision', 'office', 'chair'],
	'/tracker/feedback': ['department', 'supervision', 'office']
};

/** Who runs the session or votes in it: whom a round that is not announced is shown to. */
const inTheHall: Visitor[] = ['office', 'chair', ...scrutineers, 'teller', 'delegate'];

/** Endpoints that ask more than their door: who is answered. */
export const answersOf: Record<string, readonly Visitor[]> = {
	'GET /api/v1/rounds/current': inTheHall,
	'GET /api/v1/rounds/[id]/candidates': inTheHall,
	'GET /api/v1/rounds/[id]/tally': inTheHall,
	'POST /api/v1/rounds/[id]/draw': ['delegate'],
	'GET /tablet/sheets': ['delegate'],
	// Only with what the office got for its password a moment ago.
	'GET /admin/archive/[round]/[file]': []
};

/** Who may watch what; `project:` is public once a project is tracked. */
export const topicsOf: Record<string, readonly Visitor[]> = {
	hall: inTheHall.filter((visitor) => visitor !== 'delegate'),
	console: inTheHall.filter((visitor) => visitor !== 'delegate'),
	tablet: ['delegate']
};

/** Acts of the follow-up inside pages that more people read: whose they are. */
export const powersOf: Record<Power, readonly Visitor[]> = {
	read: ['supervision', 'office', 'chair'],
	review: ['supervision', 'office'],
	report: ['department'],
	decide: ['office', 'chair']
};

/** Every page and endpoint of the application, as its address with `[parameters]`. */
export function routes(): string[] {
	const folder = resolve(import.meta.dirname, '../../src/routes');
	const files = globSync('**/+{page.svelte,page.server.ts,server.ts}', { cwd: folder });
	const paths = files.map((file) => {
		const parts = posix.dirname(file.replaceAll('\\', '/')).split('/');
		return `/${parts.filter((part) => part !== '.' && !/^\(.*\)$/.test(part)).join('/')}`;
	});
	return [...new Set(paths)].sort();
}

/** Who may open `path` by the table; null where no line of it is about the path. */
export function mayOpen(path: string): readonly Visitor[] | null {
	const [prefix] = Object.keys(pagesOf)
		.filter((one) => path === one || (one !== '/' && path.startsWith(`${one}/`)))
		.sort((a, b) => b.length - a.length);
	return prefix ? pagesOf[prefix]! : null;
}
