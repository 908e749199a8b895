/** 标准, 大 and 特大: candidate names of 34, 42 and 54 px. */
export const textSizes = ['standard', 'large', 'largest'] as const;
export type TextSize = (typeof textSizes)[number];

const key = 'piaojue.text-size';

/**
 * The size of the text on this tablet: a habit of the device, kept when the delegate leaves it, and never
 * connected with a person.
 */
export class TextSizeSetting {
	current = $state<TextSize>('standard');

	/** Reads the kept size; call it in the browser only. */
	restore(): void {
		const kept = readKept();
		if (kept) this.current = kept;
	}

	choose(size: TextSize): void {
		this.current = size;
		try {
			localStorage.setItem(key, size);
		} catch {
			// Storage may be switched off: the size then lasts as long as the page.
		}
	}
}

function readKept(): TextSize | null {
	try {
		const kept = localStorage.getItem(key);
		return textSizes.find((size) => size === kept) ?? null;
	} catch {
		return null;
	}
}
