import sharp, { type Sharp } from 'sharp';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { captureDate } from '../../domain/tracker/exif.ts';
import { fileKind } from '../../domain/tracker/photo-file.ts';
import { drawing } from './drawing.ts';
import { isPicture, LARGEST_ATTACHMENT, MOST_PIXELS, startsWith } from './prepare-upload.ts';

/** What a phone of today takes; larger ones are told to be sent smaller. */
export const LARGEST_PHOTO = 20 * 1024 * 1024;
/** What is kept of a photograph: enough for a screen and for print. */
const LONGEST_EDGE = 2048;
const LARGEST_KEPT = 500 * 1024;

export type PreparedEvidence =
	| {
			kind: 'photo';
			mediaType: 'image/webp';
			bytes: Uint8Array;
			width: number;
			height: number;
			takenOn: string | null;
	  }
	| { kind: 'document'; mediaType: 'application/pdf'; bytes: Uint8Array };

/**
 * Reads a photograph or PDF by its first bytes, never by its name. A photograph is drawn anew: upright, at most
 * 2048 px and 500 KB, without anything a camera wrote into it but the day, which is handed over apart.
 */
export async function prepareEvidence(
	bytes: Uint8Array
): Promise<
	Result<
		PreparedEvidence,
		'evidence-type' | 'evidence-heic' | 'evidence-size' | 'document-size' | 'evidence-broken'
	>
> {
	if (startsWith(bytes, '%PDF-')) {
		if (bytes.length > LARGEST_ATTACHMENT) return refuse('document-size', megabytes(LARGEST_ATTACHMENT));
		return ok({ kind: 'document', mediaType: 'application/pdf', bytes });
	}
	if (bytes.length > LARGEST_PHOTO) return refuse('evidence-size', megabytes(LARGEST_PHOTO));
	// Most browsers can't show it, nor can it be drawn anew here.
	if (fileKind(bytes) === 'heic') return refuse('evidence-heic');
	if (!isPicture(bytes)) return refuse('evidence-type');
	try {
		const source = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
		const { exif } = await source.metadata();
		const { data, info } = await drawing.take(() => smallEnough(source));
		return ok({
			kind: 'photo',
			mediaType: 'image/webp',
			bytes: new Uint8Array(data),
			width: info.width,
			height: info.height,
			takenOn: exif ? captureDate(exif) : null
		});
	} catch {
		// It begins like a picture and ends too early, or is none.
		return refuse('evidence-broken');
	}
}

async function smallEnough(source: Sharp) {
	const drawn = (edge: number, quality: number) =>
		source
			.clone()
			.rotate()
			.resize(edge, edge, { fit: 'inside', withoutEnlargement: true })
			.webp({ quality, effort: 3 })
			.toBuffer({ resolveWithObject: true });
	for (const [edge, quality] of [
		[LONGEST_EDGE, 80],
		[LONGEST_EDGE, 60],
		[1600, 55]
	] as const) {
		const picture = await drawn(edge, quality);
		if (picture.data.length <= LARGEST_KEPT) return picture;
	}
	return drawn(1280, 40);
}

const megabytes = (bytes: number) => ({ mb: Math.round(bytes / 1024 / 1024) });
