import { refresh } from '../refresh.ts';
import { officeConsole } from './console-context.ts';

/**
 * Reads the roll again whenever the live view shows that the roll changed at another desk, a ballot was
 * drawn, or another round began. To be called while a component is set up.
 */
export function keepRollFresh(): void {
	const office = officeConsole();
	const mark = $derived(
		`${office.view.rollVersion} ${office.view.round?.id} ${office.view.turnout.drawn} ${office.view.turnout.paper}`
	);
	let read: string | null = null;
	$effect(() => {
		const changed = read !== null && read !== mark;
		read = mark;
		if (changed) void refresh('admin:roll');
	});
}
