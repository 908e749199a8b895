import sharp from 'sharp';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { drawing } from './drawing.ts';

export const LARGEST_PICTURE = 8 * 1024 * 1024;
export const LARGEST_ATTACHMENT = 10 * 1024 * 1024;

/** Sharp enough for a hall screen, small enough for three hundred tablets. */
const LONGEST_EDGE = 2048;
/** A small file may unfold into gigabytes of pixels. */
export const MOST_PIXELS = 60_000_000;

/** What is stored of an upload: the bytes as they will be served, and what they are. */
export type PreparedUpload = {
	kind: 'picture' | 'attachment';
	mediaType: 'image/webp' | 'application/pdf';
	bytes: Uint8Array;
};

/**
 * Reads an upload by its first bytes, never by its name or declared type. A picture is drawn anew: turned
 * upright, at most 2048 px long, without any metadata (a photo's GPS says where its maker lives). A PDF stays
 * as it is.
 */
export async function prepareUpload(
	bytes: Uint8Array
): Promise<Result<PreparedUpload, 'upload-type' | 'upload-size'>> {
	if (startsWith(bytes, '%PDF-')) {
		if (bytes.length > LARGEST_ATTACHMENT) return tooLarge('附件', LARGEST_ATTACHMENT);
		return ok({ kind: 'attachment', mediaType: 'application/pdf', bytes });
	}
	if (!isPicture(bytes)) return refuse('upload-type');
	if (bytes.length > LARGEST_PICTURE) return tooLarge('图片', LARGEST_PICTURE);
	try {
		const drawn = await drawing.take(() =>
			sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
				.rotate()
				.resize(LONGEST_EDGE, LONGEST_EDGE, { fit: 'inside', withoutEnlargement: true })
				.webp({ quality: 82 })
				.toBuffer()
		);
		return ok({ kind: 'picture', mediaType: 'image/webp', bytes: new Uint8Array(drawn) });
	} catch {
		// It begins like a picture and is none, or a broken one.
		return refuse('upload-type');
	}
}

const tooLarge = (what: string, most: number) =>
	refuse('upload-size', { what, mb: Math.round(most / 1024 / 1024) });

export const isPicture = (bytes: Uint8Array): boolean =>
	startsWith(bytes, '\u0089PNG\r\n\u001a\n') ||
	startsWith(bytes, '\u00ff\u00d8\u00ff') ||
	(startsWith(bytes, 'RIFF') && startsWith(bytes.subarray(8), 'WEBP'));

export const startsWith = (bytes: Uint8Array, latin1: string): boolean =>
	bytes.length >= latin1.length && [...latin1].every((char, at) => bytes[at] === char.charCodeAt(0));
