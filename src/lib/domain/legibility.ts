/** The smallest text of a hall screen in lines of its picture, 4.44 % of the height. */
const TEXT_LINES = 48;
const PICTURE_LINES = 1080;

/** Text read in comfort from 150 times its height, and at all from 250 times. */
const COMFORTABLE = 150;
const MINIMUM = 250;

export type Legibility = {
	/** Height of the smallest text on the wall. */
	textMm: number;
	/** Farthest seats from which it is read in comfort, and at all. */
	comfortableM: number;
	minimumM: number;
	grade: 'comfortable' | 'small' | 'too-small';
};

/** Whether the farthest seat can read a picture so high. Measures in centimetres, as a tape in the hall gives them. */
export function legibility(pictureCm: number, farthestCm: number): Legibility {
	// In whole numbers: a seat exactly at the edge is not lost to a fraction.
	const reach = (ratio: number) => (pictureCm * TEXT_LINES * ratio) / PICTURE_LINES;
	const within = (ratio: number) => farthestCm * PICTURE_LINES <= pictureCm * TEXT_LINES * ratio;
	return {
		textMm: Math.round(reach(10)),
		comfortableM: metres(reach(COMFORTABLE)),
		minimumM: metres(reach(MINIMUM)),
		grade: within(COMFORTABLE) ? 'comfortable' : within(MINIMUM) ? 'small' : 'too-small'
	};
}

/** Rounded down: a distance that is named has to hold. */
const metres = (cm: number) => Math.floor(cm / 10) / 10;
