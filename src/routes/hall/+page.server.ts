import { HALL_COOKIE } from '#lib/server/auth/hall-cookie.ts';
import { waitingHall } from '#lib/server/desk/await-pairing.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import { hallView } from '#lib/server/queries/hall-view.ts';
import { pairedHall } from '#lib/server/queries/paired-hall.ts';
import { mayWatch } from '#lib/domain/permissions.ts';
import type { PageServerLoad } from './$types';

/** A paired screen and the hall's staff see the picture; any other browser gets a code to be paired by. */
export const load: PageServerLoad = async ({ locals, cookies, url }) => {
	const { actor, desk } = locals;
	const token = cookies.get(HALL_COOKIE) ?? null;
	const paired = token ? await pairedHall(desk, token) : null;
	// Somebody of another congress signed in on a paired screen sees the own hall, as over the socket.
	const hall = paired && actor && paired.congressId !== actor.congressId ? null : paired;
	if (hall) {
		return {
			pairing: null,
			view: await hallView(desk, hall.congressId, hall.meetingId),
			role: 'paired' as const,
			screenId: hall.screenId
		};
	}
	if (actor && mayWatch(actor.role, 'hall')) {
		const meetingId = await currentMeetingId(desk, actor.congressId);
		const view = meetingId ? await hallView(desk, actor.congressId, meetingId) : null;
		return { pairing: null, view, role: 'staff' as const, screenId: null };
	}
	const waiting = await waitingHall(desk, token);
	cookies.set(HALL_COOKIE, waiting.token, {
		path: '/',
		httpOnly: true,
		sameSite: 'strict',
		secure: url.protocol === 'https:',
		maxAge: 30 * 86_400
	});
	return { pairing: { code: waiting.code }, view: null, role: 'waiting' as const, screenId: null };
};
