/** What a unit is told of once, when it has happened, and the project's tab that shows it. */
const toldTabs = {
	'change-approved': '/changes',
	'change-refused': '/changes',
	'assignment-revised': '/assignment',
	'project-handed-over': '/assignment',
	'project-given-away': '',
	'plan-approved': '/plan',
	'report-approved': '/reports',
	'report-returned': '/reports',
	'act-closed': '/acts',
	'acceptance-approved': '/acceptance',
	'acceptance-revoked': '/acceptance',
	'figures-corrected': '/corrections',
	'completion-withdrawn': '/corrections',
	graded: ''
} as const;

export type Told = keyof typeof toldTabs;

/**
 * The kind of its message, which no term has.
 *
 * @param which tells apart what may happen again to the same subject: a version
 */
export const toldKind = (told: Told, which = ''): string => ['told', told, which].filter(Boolean).join(' ');

/** Of the line that the office gets about a unit's term: of each unit that lets it pass there is one. */
export const escalatedKind = (kind: string, unit: string): string => `${kind} escalated ${unit}`;

/** Where a deputy's opinion stands, on whichever page of the project's list it is. */
export const pathOfOpinion = (projectId: string, id: string): string =>
	`/tracker/${projectId}/opinions?opinion=${id}#opinion-${id}`;

/**
 * Where a message leads to: the tab that shows what was told, a deputy's opinion, a resident's message to the list that
 * it is answered in, any other term to the project.
 */
export const pathOfMessage = (kind: string, projectId: string, subjectId: string): string => {
	const [first, told] = kind.split(' ');
	if (first === 'visit') return pathOfOpinion(projectId, subjectId);
	if (first === 'feedback') return `/tracker/feedback?list=open&project=${projectId}`;
	return `/tracker/${projectId}${first === 'told' ? (toldTabs[told as Told] ?? '') : ''}`;
};
