import { captureDate, orientationOf } from '../domain/tracker/exif.ts';
import { exifOf, fileKind, isWhole, unturned, type PhotoKind } from '../domain/tracker/photo-file.ts';
import { ok, refuse, type Result } from '../domain/result.ts';
import { drawSmaller } from './draw-smaller.ts';

/** As the server keeps them. A photograph below is sent as it is: drawing it anew would cost of its quality. */
const SMALL = 500 * 1024;
const MB = 1024 * 1024;
const MOST = { photo: 20, document: 10 };

export type ReadyUpload = {
	file: File;
	/** ISO date of the camera, lost by the drawing; else null. */
	cameraDay: string | null;
};

/** A chosen photograph or PDF made ready to be sent; a PDF goes as it is. */
export async function readyUpload(
	file: File
): Promise<Result<ReadyUpload, 'evidence-type' | 'evidence-size' | 'document-size'>> {
	const kind = await kindOf(file);
	if (kind === null) return refuse('evidence-type');
	if (kind !== 'pdf') return readied(file, kind);
	if (file.size > MOST.document * MB) return refuse('document-size', { mb: MOST.document });
	return ok({ file, cameraDay: null });
}

/** A chosen photograph made ready to be sent. */
export async function readyPhoto(file: File): Promise<Result<ReadyUpload, 'photo-type' | 'evidence-size'>> {
	const kind = await kindOf(file);
	return kind === null || kind === 'pdf' ? refuse('photo-type') : readied(file, kind);
}

const kindOf = async (file: File) => fileKind(new Uint8Array(await file.slice(0, 12).arrayBuffer()));

/**
 * A large photograph drawn anew as the server would keep it. Whatever goes wrong in that (a broken file, HEIC in most
 * browsers), the original goes, and the server says what it is worth.
 */
async function readied(file: File, kind: PhotoKind): Promise<Result<ReadyUpload, 'evidence-size'>> {
	const small = file.size > SMALL || kind === 'heic' ? await shrunk(file, kind) : null;
	if (small) return ok(small);
	if (file.size > MOST.photo * MB) return refuse('evidence-size', { mb: MOST.photo });
	return ok({ file, cameraDay: null });
}

async function shrunk(file: File, kind: PhotoKind): Promise<ReadyUpload | null> {
	try {
		const photo = new Uint8Array(await file.arrayBuffer());
		if (!isWhole(photo, kind)) return null;
		const exif = exifOf(photo, kind);
		const turns = kind === 'png' || kind === 'webp';
		const drawn = await drawSmaller(
			turns ? new Blob(unturned(photo, kind) as BlobPart[]) : file,
			turns && exif ? orientationOf(exif) : 1,
			SMALL
		);
		// What is larger than it was is of no use, but what only this browser can open must be drawn.
		if (!drawn || (drawn.size >= file.size && kind !== 'heic')) return null;
		return {
			file: new File([drawn], file.name, { type: 'image/jpeg' }),
			cameraDay: exif && captureDate(exif)
		};
	} catch {
		return null;
	}
}
