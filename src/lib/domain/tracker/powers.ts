import type { Role } from '../permissions.ts';

/** Who does what in the follow-up. A unit acts on its own projects only, which the commands check by name. */
const powers = {
	/** 交办, approving and returning plans, reports and acceptances, 督办, rules of the lights. */
	review: ['supervision', 'office'],
	/** Writing plans, reports and replies. */
	report: ['department'],
	/** Reading every project of the congress, also one that nobody has handed over. */
	read: ['chair', 'supervision', 'office'],
	/** Recording a decision over a change from the minutes, by number and day: the chair, or the office as secretariat. */
	decide: ['chair', 'office']
} as const satisfies Record<string, readonly Role[]>;

export type Power = keyof typeof powers;

export const has = (role: Role, power: Power): boolean => (powers[power] as readonly Role[]).includes(role);

/** Whether this account reads the desk page of a project: a unit only of those that it is responsible for or helps with. */
export const readsProject = (
	reader: { role: Role; unit: string | null },
	project: { unit: string; cooperating: readonly string[] }
): boolean =>
	reader.role === 'department'
		? reader.unit !== null && [project.unit, ...project.cooperating].includes(reader.unit)
		: has(reader.role, 'read');

/**
 * What a deputy does with a project of the congress. Reading what is public and following it is everybody's; visits
 * and opinions, and reading them, are the supervising group's (1+1+2); a reply is judged by whoever asked for it, also
 * after leaving the group.
 */
const deputyPowers = {
	follow: () => true,
	record: ({ inGroup }) => inGroup,
	'read-visits': ({ inGroup }) => inGroup,
	rate: ({ isAuthor }) => isAuthor
} as const satisfies Record<string, (deputy: DeputyStanding) => boolean>;

export type DeputyStanding = { inGroup: boolean; isAuthor: boolean };
export type DeputyPower = keyof typeof deputyPowers;

export const deputyMay = (power: DeputyPower, deputy: DeputyStanding): boolean => deputyPowers[power](deputy);
