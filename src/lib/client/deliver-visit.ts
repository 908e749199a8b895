import type { PhotoFile } from './photo-store.ts';
import type { StoredVisit } from './visit-drafts.ts';

/** What the server said; `none` is no answer, `sign-in` that the session here is over. */
export type DeliveryAnswer =
	| { kind: 'done' }
	| { kind: 'refused'; code: string; message: string }
	| { kind: 'none' }
	| { kind: 'sign-in' };

export type Delivery = {
	end: 'sent' | 'refused' | 'none' | 'sign-in';
	/** Photographs that the server did not take, each with why. */
	refusedPhotos: string[];
	/** Photographs that are no longer on this phone. */
	lostPhotos: number;
};

/**
 * Hands one record over: its words, then each photograph. Every step is kept on the phone before the next, so a cut
 * connection, a closed page or a dead battery costs one step, which the server takes once however often it comes.
 */
export async function deliverVisit(
	record: StoredVisit,
	calls: {
		sendRecord: (record: StoredVisit) => Promise<DeliveryAnswer>;
		/** Null bytes: the phone has cleared its storage. */
		photoBytes: (id: string) => Promise<PhotoFile | null>;
		sendPhoto: (
			record: StoredVisit,
			photo: { id: string; caption: string },
			file: PhotoFile
		) => Promise<DeliveryAnswer>;
		/** A record that is changed, or null where nothing is left to be sent. */
		keep: (record: StoredVisit | null) => void;
		dropPhoto: (id: string) => Promise<void>;
		newId: () => string;
	}
): Promise<Delivery> {
	let now = record;
	const refusedPhotos: string[] = [];
	let lostPhotos = 0;
	const ended = (end: Delivery['end']): Delivery => ({ end, refusedPhotos, lostPhotos });
	const keep = (changed: Partial<StoredVisit>) => calls.keep((now = { ...now, ...changed }));
	if (!now.arrived) {
		const answer = await calls.sendRecord(now);
		if (answer.kind === 'refused') {
			// Under its id other words have arrived before: what stands here now can only go as another record.
			const id = answer.code === 'visit-sent-differently' ? calls.newId() : now.id;
			if (id !== now.id) calls.keep(null);
			keep({ id, state: 'draft', problem: answer.message });
			return ended('refused');
		}
		if (answer.kind !== 'done') return ended(answer.kind);
		keep({ arrived: true, problem: '' });
	}
	for (const photo of now.photos) {
		const file = await calls.photoBytes(photo.id);
		const answer = file ? await calls.sendPhoto(now, photo, file) : null;
		if (answer?.kind === 'none' || answer?.kind === 'sign-in') return ended(answer.kind);
		if (answer?.kind === 'refused') refusedPhotos.push(answer.message);
		if (!answer) lostPhotos += 1;
		keep({ photos: now.photos.filter(({ id }) => id !== photo.id) });
		await calls.dropPhoto(photo.id);
	}
	calls.keep(null);
	return ended('sent');
}
