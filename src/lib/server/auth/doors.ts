import { roles, type Role } from '../../domain/permissions.ts';

/** Who may enter below a path: the longest matching prefix decides, and a path without a door is shut. */
type Door = readonly Role[] | 'anybody';

const doors: readonly [prefix: string, door: Door][] = [
	['/', 'anybody'],
	['/projects', 'anybody'],
	['/results', 'anybody'],
	['/login', 'anybody'],
	['/logout', 'anybody'],
	['/tablet', 'anybody'],
	// Whoever isn't signed in with a card finds the sign-in there, and nothing else.
	['/supervise', 'anybody'],
	// A screen without a role shows its pairing code and nothing else.
	['/hall', 'anybody'],
	// Anybody in the hall's network may measure; saving takes a code of the office, or a session.
	['/device', 'anybody'],
	// The file itself asks who may see it.
	['/candidate-files', 'anybody'],
	['/evidence', 'anybody'],
	// The address itself is the secret.
	['/calendar/unit', 'anybody'],
	['/calendar/milestones.ics', 'anybody'],
	['/feed.xml', 'anybody'],
	['/open-data', 'anybody'],
	['/look', 'anybody'],
	['/healthz', 'anybody'],
	['/readyz', 'anybody'],
	// One's own password and sessions.
	['/account', roles.filter((role) => role !== 'delegate')],
	['/people', ['security-admin']],
	['/audit', ['audit-admin']],
	['/system', ['system-admin']],
	// It asks for its own token.
	['/metrics', 'anybody'],
	['/admin', ['office']],
	['/chair', ['chair']],
	['/scrutineer', ['chief-scrutineer', 'scrutineer', 'teller']],
	// What is printed for the file and for the platform; tellers enter ballots and print nothing.
	['/papers', ['office', 'chair', 'chief-scrutineer', 'scrutineer']],
	['/tracker', ['department', 'supervision', 'office', 'chair']],
	['/tracker/settings', ['supervision', 'office']],
	// What was not chosen is the congress's own matter; a unit follows the projects that were.
	['/tracker/reserve', ['supervision', 'office', 'chair']],
	// Residents' messages: the office looks at them, the unit drafts the reply it is asked for.
	['/tracker/feedback', ['department', 'supervision', 'office']],
	// The API answers by its own codes, so each endpoint asks who is there.
	['/api/v1', 'anybody']
];

export type Passage = 'open' | 'sign-in' | 'forbidden' | 'not-found';

/** Whether `role` may open `path`; enforced in the server hook, so it also covers data and form requests. */
export function passage(path: string, role: Role | null): Passage {
	const found = doors
		.filter(([prefix]) => path === prefix || path.startsWith(prefix === '/' ? '/ ' : `${prefix}/`))
		.sort(([a], [b]) => b.length - a.length)[0];
	if (!found) return 'not-found';
	const [, door] = found;
	if (door === 'anybody') return 'open';
	if (role === null) return 'sign-in';
	return door.includes(role) ? 'open' : 'forbidden';
}
