const LONGEST_EDGE = 2048;
/** Below this a photograph goes as it is, with the day that its camera wrote. */
const SMALL = 600 * 1024;

/**
 * A photograph small enough for a weak network: at most 2048 px. What this browser can't draw goes as it is, and the
 * server says what it is worth; it draws every photograph anew in any case.
 */
export async function shrinkPhoto(file: File): Promise<{ bytes: ArrayBuffer; type: string }> {
	const asItIs = async () => ({ bytes: await file.arrayBuffer(), type: file.type });
	if (file.size <= SMALL || typeof createImageBitmap === 'undefined') return asItIs();
	try {
		const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
		const scale = Math.min(1, LONGEST_EDGE / Math.max(picture.width, picture.height));
		const canvas = document.createElement('canvas');
		canvas.width = Math.round(picture.width * scale);
		canvas.height = Math.round(picture.height * scale);
		canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
		picture.close();
		const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.82));
		if (!drawn || drawn.size >= file.size) return asItIs();
		return { bytes: await drawn.arrayBuffer(), type: 'image/jpeg' };
	} catch {
		return asItIs();
	}
}
