import { createHash } from 'node:crypto';
import { refuse, type Result } from '../../domain/result.ts';
import { inTurn } from '../in-turn.ts';
import type { PaperAssets, Press, PressRefusal } from './press.ts';

type Drawn = Result<Uint8Array<ArrayBuffer>, PressRefusal>;

/** An announced round has a paper in four forms; those of two are kept. */
const KEPT_AT_MOST = 8;
const WAITING_AT_MOST = 4;

/**
 * The press as the public has it: one paper at a time, so that however many ask, the staff's are drawn beside it. What
 * was drawn is kept by what stands in it; who asks for the same in the meantime shares the drawing.
 */
export class PublicPress {
	readonly #press: Pick<Press, 'available' | 'pdf'>;
	/** The most recently asked last. */
	readonly #kept = new Map<string, Promise<Drawn>>();
	readonly #place = inTurn(1);
	#undrawn = 0;

	constructor(press: Pick<Press, 'available' | 'pdf'>) {
		this.#press = press;
	}

	get available(): boolean {
		return this.#press.available;
	}

	async pdf(document: string, assets: PaperAssets): Promise<Drawn> {
		const key = createHash('sha256').update(document).digest('base64url');
		const kept = this.#kept.get(key);
		if (!kept && this.#undrawn > WAITING_AT_MOST) return refuse('pdf-busy');
		const drawn = kept ?? this.#draw(key, document, assets);
		this.#kept.delete(key);
		this.#kept.set(key, drawn);
		for (const oldest of [...this.#kept.keys()].slice(0, -KEPT_AT_MOST)) this.#kept.delete(oldest);
		return drawn;
	}

	async #draw(key: string, document: string, assets: PaperAssets): Promise<Drawn> {
		this.#undrawn += 1;
		try {
			const drawn = await this.#place.take(() => this.#press.pdf(document, assets));
			// Another time it may go better.
			if (!drawn.ok) this.#kept.delete(key);
			return drawn;
		} finally {
			this.#undrawn -= 1;
		}
	}
}
