import { deserialize } from '$app/forms';
import type { RecordAnswer } from '#lib/client/attendance-queue.ts';

/** What this page may ask of the server about one deputy, by the name of its form action. */
export type RollAct =
	| 'checkIn'
	| 'leaveEarly'
	| 'returnToHall'
	| 'noteLeave'
	| 'withdrawLeave'
	| 'undoCheckIn'
	| 'notePaper'
	| 'issuePaper';

/** Longer than a busy server takes; the desk must not stand still when the network is dead. */
const PATIENCE_MS = 6000;

/** Does one act over HTTP; `none` where no answer came, which says nothing about whether it was done. */
export async function postAct(act: RollAct, fields: Record<string, string>): Promise<RecordAnswer> {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	const patience = new AbortController();
	const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
	try {
		const response = await fetch(`/admin/roll?/${act}`, {
			method: 'POST',
			headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
			body,
			signal: patience.signal
		});
		const text = await response.text();
		return response.redirected ? { kind: 'sign-in' } : answerOf(text);
	} catch {
		return { kind: 'none' };
	} finally {
		clearTimeout(timer);
	}
}

function answerOf(text: string): RecordAnswer {
	const result = deserialize(text);
	switch (result.type) {
		case 'success':
			return { kind: 'done', missedClose: result.data?.missedClose === true };
		case 'failure':
			return {
				kind: 'refused',
				code: String(result.data?.code ?? ''),
				message: String(result.data?.message ?? '')
			};
		case 'redirect':
			return { kind: 'sign-in' };
		default:
			return { kind: 'none' };
	}
}
