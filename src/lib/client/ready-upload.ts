import { captureDate } from '../domain/tracker/capture-date.ts';
import { exifOf, fileKind } from '../domain/tracker/photo-file.ts';
import { ok, refuse, type Result } from '../domain/result.ts';

/** As the server keeps them; a photograph larger than that is shrunk on the way, if this browser can. */
const LONGEST_EDGE = 2048;
/** A photograph below is sent as it is: shrinking it would save nothing and cost of its quality. */
const SMALL = 1024 * 1024;
const MOST = { photo: 20, document: 10 };
/** The camera's block lies at a JPEG's beginning and is at most 64 KB; thumbnails may come before. */
const HEAD = 256 * 1024;

export type ReadyUpload = {
	file: File;
	/** ISO date of the camera, lost by the shrinking; else null. */ cameraDay: string | null;
};

/**
 * A chosen file made ready to be sent: refused in words where the server would refuse it, and a large photograph
 * drawn anew with 2048 px. Whatever goes wrong in that, the original is sent and the server does it.
 */
export async function readyUpload(
	file: File
): Promise<Result<ReadyUpload, 'evidence-type' | 'evidence-heic' | 'evidence-size'>> {
	const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
	const kind = fileKind(head);
	if (kind === null) return refuse('evidence-type');
	if (kind === 'heic') return refuse('evidence-heic');
	const small = kind === 'jpeg' ? await shrunk(file) : null;
	const sent = small ?? file;
	const [what, mb] = kind === 'pdf' ? ['文件', MOST.document] : ['照片', MOST.photo];
	if (sent.size > Number(mb) * 1024 * 1024) return refuse('evidence-size', { what: what!, mb: mb! });
	const exif = small && exifOf(head);
	return ok({ file: sent, cameraDay: exif && captureDate(exif) });
}

/** Null where it is small enough already, or can't be drawn here. */
async function shrunk(file: File): Promise<File | null> {
	if (file.size <= SMALL || !(await isWhole(file))) return null;
	try {
		const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
		const scale = LONGEST_EDGE / Math.max(bitmap.width, bitmap.height);
		if (scale >= 1) return null;
		const canvas = document.createElement('canvas');
		canvas.width = Math.round(bitmap.width * scale);
		canvas.height = Math.round(bitmap.height * scale);
		const pen = canvas.getContext('2d')!;
		pen.imageSmoothingQuality = 'high';
		pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
		bitmap.close();
		const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
		return blob && blob.size < file.size ? new File([blob], file.name, { type: 'image/jpeg' }) : null;
	} catch {
		return null;
	}
}

/** A browser draws half a photograph without a word; the server says that it is broken, so it gets that one as it is. */
async function isWhole(file: File): Promise<boolean> {
	const end = new Uint8Array(await file.slice(-2).arrayBuffer());
	return end[0] === 0xff && end[1] === 0xd9;
}
