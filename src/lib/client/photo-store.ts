/** Photographs that wait on this phone, in IndexedDB: local storage is too small for them. */

/** @property cameraDay ISO date that the photograph no longer says itself; else empty */
export type PhotoFile = { bytes: ArrayBuffer; type: string; cameraDay: string };
type StoredPhoto = PhotoFile & { id: string };

const STORE = 'photos';

export const keepPhoto = (photo: StoredPhoto): Promise<void> =>
	run('readwrite', (photos) => photos.put(photo)).then(() => {});

export const keptPhoto = async (id: string): Promise<StoredPhoto | null> =>
	((await run('readonly', (photos) => photos.get(id))) as StoredPhoto | undefined) ?? null;

export const dropPhoto = (id: string): Promise<void> =>
	run('readwrite', (photos) => photos.delete(id)).then(() => {});

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
		const asked = indexedDB.open('piaojue.visits', 1);
		asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'id' });
		asked.onsuccess = () => done(asked.result);
		asked.onerror = () => fail(asked.error ?? new Error('no storage'));
	});
