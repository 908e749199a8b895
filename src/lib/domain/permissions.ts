/** Everybody the system knows. A delegate who is also a scrutineer acts in one office at a time. */
export const roles = [
	'office',
	'chair',
	'chief-scrutineer',
	'scrutineer',
	'teller',
	'department',
	'supervision',
	// 三员分立: who runs the system, who grants access, who reads the log; none of them runs a session.
	'system-admin',
	'security-admin',
	'audit-admin',
	'delegate'
] as const;

export type Role = (typeof roles)[number];

export const isRole = (value: string): value is Role => (roles as readonly string[]).includes(value);

/** Who runs or watches over the session in the hall. */
export const consoleRoles: readonly Role[] = ['office', 'chair', 'chief-scrutineer', 'scrutineer', 'teller'];

/**
 * Who may watch a topic over the socket. `hall` is also open to a paired hall screen, which has no role;
 * `project:{id}` is public once the project is tracked.
 */
export function mayWatch(role: Role | 'hall-screen' | null, topic: string): boolean {
	if (topic.startsWith('project:')) return true;
	if (role === null) return false;
	switch (topic) {
		case 'hall':
			return role === 'hall-screen' || consoleRoles.includes(role);
		case 'console':
			return role !== 'hall-screen' && consoleRoles.includes(role);
		case 'tablet':
			return role === 'delegate';
		default:
			return false;
	}
}
