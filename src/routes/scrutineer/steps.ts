import type { ConsoleView } from '#lib/wire/views.ts';

export const scrutineerSteps = ['zero', 'voting', 'reconcile', 'count', 'sign', 'announced'] as const;

export type ScrutineerStep = (typeof scrutineerSteps)[number];

/** Which of the scrutineers' steps is under way; null where the round needs none of them. */
export function scrutineerStep({ round, next }: Pick<ConsoleView, 'round' | 'next'>): ScrutineerStep | null {
	switch (round?.state) {
		case 'ready':
			return 'zero';
		case 'open':
		case 'paused':
			return round.closing ? 'reconcile' : 'voting';
		case 'closed':
			return 'reconcile';
		case 'counted':
			return next.code === 'sign' ? 'sign' : 'count';
		case 'certified':
			return 'sign';
		case 'announced':
			return 'announced';
		default:
			return null;
	}
}
