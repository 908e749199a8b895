import { invalidate } from '$app/navigation';
import { officeConsole } from './console-context.ts';

/**
 * Reads the roll again whenever the live view shows that another desk checked somebody in or a ballot was
 * drawn. To be called while a component is set up.
 */
export function keepRollFresh(): void {
	const office = officeConsole();
	const mark = $derived(
		`${office.view.turnout.checkedIn} ${office.view.turnout.drawn} ${office.view.turnout.paper}`
	);
	let read: string | null = null;
	$effect(() => {
		const changed = read !== null && read !== mark;
		read = mark;
		if (changed) void invalidate('admin:roll');
	});
}
