/** Tried one after the other: first what looks best. */
const STEPS: readonly [longestEdge: number, quality: number][] = [
	[2048, 0.82],
	[2048, 0.65],
	[1600, 0.6],
	[1280, 0.5]
];

/**
 * A photograph drawn anew as JPEG, upright and small. Throws what this browser can't open.
 *
 * @param orientation how the camera was held, where the browser isn't to find it in the file; else 1
 * @param most bytes that it should have; noise may still have more after the last step
 */
export async function drawSmaller(photo: Blob, orientation: number, most: number): Promise<Blob | null> {
	const bitmap = await createImageBitmap(photo, { imageOrientation: 'from-image' });
	try {
		let drawn: Blob | null = null;
		for (const [edge, quality] of STEPS) {
			drawn = await encoded(canvasOf(bitmap, orientation, edge), quality);
			if (drawn && drawn.size <= most) break;
		}
		return drawn;
	} finally {
		bitmap.close();
	}
}

function canvasOf(bitmap: ImageBitmap, orientation: number, edge: number): HTMLCanvasElement {
	const scale = Math.min(1, edge / Math.max(bitmap.width, bitmap.height));
	const width = Math.max(1, Math.round(bitmap.width * scale));
	const height = Math.max(1, Math.round(bitmap.height * scale));
	const lies = orientation >= 5;
	const canvas = document.createElement('canvas');
	[canvas.width, canvas.height] = lies ? [height, width] : [width, height];
	const pen = canvas.getContext('2d')!;
	// JPEG has no glass: what can be seen through is white, as on the page.
	pen.fillStyle = 'white';
	pen.fillRect(0, 0, canvas.width, canvas.height);
	pen.imageSmoothingQuality = 'high';
	pen.setTransform(...turnOf(orientation, width, height));
	pen.drawImage(bitmap, 0, 0, width, height);
	return canvas;
}

type Turn = [a: number, b: number, c: number, d: number, e: number, f: number];

/** From the picture as it lies in the file to the upright one; `width` and `height` are those of the lying one. */
function turnOf(orientation: number, width: number, height: number): Turn {
	switch (orientation) {
		case 2:
			return [-1, 0, 0, 1, width, 0];
		case 3:
			return [-1, 0, 0, -1, width, height];
		case 4:
			return [1, 0, 0, -1, 0, height];
		case 5:
			return [0, 1, 1, 0, 0, 0];
		case 6:
			return [0, 1, -1, 0, height, 0];
		case 7:
			return [0, -1, -1, 0, height, width];
		case 8:
			return [0, -1, 1, 0, 0, width];
		default:
			return [1, 0, 0, 1, 0, 0];
	}
}

const encoded = (canvas: HTMLCanvasElement, quality: number) =>
	new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
