import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { onlyRehearsed } from '#lib/server/queries/only-rehearsed.ts';
import { tabletView } from '#lib/server/queries/tablet-view.ts';
import type { PageServerLoad } from './$types';

/** Anybody may open the page; what it shows of the meeting waits for a card. */
export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	// A shared tablet's pages belong in no cache, signed in or not.
	setHeaders({ 'cache-control': 'no-store' });
	const { actor, desk, origin, boxOrigin } = locals;
	const delegate = actor?.kind === 'delegate' ? actor : null;
	const meetingId = delegate && (await currentMeetingId(desk, delegate.congressId));
	const view = delegate && meetingId ? await tabletView(desk, delegate.congressId, meetingId) : null;
	const rehearsal = view ? view.meeting.rehearsal : await onlyRehearsed(desk);
	return { origin, boxOrigin, actor: delegate, view, rehearsal };
};
