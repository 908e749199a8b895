/**
 * Photographs that wait on this phone, in IndexedDB: local storage is too small for them. What the phone doesn't keep
 * (storage is switched off or full) lasts as long as the page.
 */

/** @property cameraDay ISO date that the photograph no longer says itself; else empty */
export type PhotoFile = { bytes: ArrayBuffer; type: string; cameraDay: string };
type StoredPhoto = PhotoFile & { id: string };

const STORE = 'photos';
/** A browser that neither opens its storage nor refuses it has none for us. */
const PATIENCE_MS = 10_000;

const ofPage = new Map<string, StoredPhoto>();

/** @returns whether the phone keeps it; else it lasts as long as the page */
export async function keepPhoto(photo: StoredPhoto): Promise<boolean> {
	try {
		await run('readwrite', (photos) => photos.put(photo));
		return true;
	} catch {
		ofPage.set(photo.id, photo);
		return false;
	}
}

/** Null where the phone has cleared its storage, or no longer lets it be read. */
export async function keptPhoto(id: string): Promise<StoredPhoto | null> {
	const read = () => run('readonly', (photos) => photos.get(id)) as Promise<StoredPhoto | undefined>;
	// Safari loses the way to its storage in the background and finds it again at the second call.
	return (
		ofPage.get(id) ??
		(await read()
			.catch(read)
			.catch(() => undefined)) ??
		null
	);
}

export async function dropPhoto(id: string): Promise<void> {
	ofPage.delete(id);
	await run('readwrite', (photos) => photos.delete(id)).catch(() => {});
}

/** Whether it would be here after the page is closed. */
export const isPhotoKept = (id: string): boolean => !ofPage.has(id);

async function run(mode: IDBTransactionMode, act: (photos: IDBObjectStore) => IDBRequest): Promise<unknown> {
	const base = await opened();
	try {
		return await new Promise((done, fail) => {
			const within = base.transaction(STORE, mode);
			const request = act(within.objectStore(STORE));
			// Only then is it on the disk.
			within.oncomplete = () => done(request.result as unknown);
			within.onabort = within.onerror = () => fail(within.error ?? new Error('not kept'));
		});
	} finally {
		base.close();
	}
}

const opened = (): Promise<IDBDatabase> =>
	new Promise((done, fail) => {
		setTimeout(() => fail(new Error('no answer')), PATIENCE_MS);
		const asked = indexedDB.open('piaojue.visits', 1);
		asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'id' });
		asked.onsuccess = () => done(asked.result);
		asked.onerror = () => fail(asked.error ?? new Error('no storage'));
	});
