/** What a unit is told of once, when it has happened, and the project's tab that shows it. */
const toldTabs = {
	'change-approved': '/changes',
	'change-refused': '/changes',
	'assignment-revised': '/assignment',
	'project-handed-over': '/assignment',
	'plan-approved': '/plan',
	'report-approved': '/reports',
	'act-closed': '/acts',
	'acceptance-approved': '/acceptance',
	'acceptance-revoked': '/acceptance',
	'figures-corrected': '/corrections',
	'completion-withdrawn': '/corrections'
} as const;

export type Told = keyof typeof toldTabs;

/**
 * The kind of its message, which no term has.
 *
 * @param which tells apart what may happen again to the same subject: a version
 */
export const toldKind = (told: Told, which = ''): string => ['told', told, which].filter(Boolean).join(' ');

/**
 * Where a message leads to: the tab that shows what was told, a resident's message to the list that it is answered in,
 * any other term to the project.
 */
export const pathOfMessage = (kind: string, projectId: string): string => {
	const [first, told] = kind.split(' ');
	if (first === 'feedback') return `/tracker/feedback?list=open&project=${projectId}`;
	return `/tracker/${projectId}${first === 'told' ? (toldTabs[told as Told] ?? '') : ''}`;
};
