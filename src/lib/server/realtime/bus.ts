import { sql } from 'drizzle-orm';
import type { Desk } from '../db/client.ts';

export type Place = { congressId: string; meetingId: string };

export type BusListener = {
	/** Something at the desk changed in this meeting. */
	desk: (place: Place) => void;
	/** Tablets came or went: a matter of the consoles alone. */
	tablets: (place: Place) => void;
	/** The congress has turned from this meeting to another one. */
	moved: (place: Place) => void;
	/** The box took, released or finished something: totals, not ballots. */
	box: (place: Place, roundId: string) => void;
	/** The public view of this project changed. */
	project?: (projectId: string) => void;
	/** Sessions of this person were ended. */
	sessions?: (userId: string) => void;
	/** The connection was lost and is back: anything may have happened. */
	resync: () => void;
};

/**
 * PostgreSQL is the bus: every process listens, its own notifications included. What comes is a name to look
 * at again, so a lost one costs a refresh, and the resync after a reconnect repairs even that.
 */
export async function listenToBus(desk: Desk, listener: BusListener): Promise<void> {
	const places = new Map<string, Place>();
	const client = desk.$client;
	await client.listen(
		'desk',
		(payload) => {
			const [congressId, meetingId, what] = payload.split(' ');
			if (!congressId || !meetingId) return;
			const place = { congressId, meetingId };
			if (what === 'tablets') listener.tablets(place);
			else if (what === 'moved') listener.moved(place);
			else listener.desk(place);
		},
		() => listener.resync()
	);
	await client.listen('project', (projectId) => listener.project?.(projectId));
	await client.listen('sessions', (userId) => listener.sessions?.(userId));
	await client.listen('box', (payload) => {
		const roundId = payload.split(' ')[0]!;
		void placeOf(roundId).then((place) => place && listener.box(place, roundId));
	});

	/** A round never changes its meeting, so it is asked once. */
	async function placeOf(roundId: string): Promise<Place | null> {
		const known = places.get(roundId);
		if (known) return known;
		try {
			const [row] = await desk.execute<{ congress_id: string; meeting_id: string }>(
				sql`select * from desk.find_round(${roundId}::uuid)`
			);
			if (!row) return null;
			const place = { congressId: row.congress_id, meetingId: row.meeting_id };
			places.set(roundId, place);
			return place;
		} catch {
			return null;
		}
	}
}
