import { endpoint, jsonAnswer } from '#lib/server/answers.ts';
import { attendanceOfDelegate } from '#lib/server/queries/attendance-of-delegate.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = endpoint(async ({ locals }) => {
	const { actor, desk } = locals;
	if (!actor) return jsonAnswer({ role: null });
	if (actor.kind === 'staff') return jsonAnswer({ role: actor.role });
	const { number, name, delegation, seat } = actor;
	const attendance = await attendanceOfDelegate(desk, actor);
	return jsonAnswer({ role: actor.role, delegate: { number, name, delegation, seat, ...attendance } });
});
