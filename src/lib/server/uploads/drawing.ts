import { inTurn } from '../in-turn.ts';

/** A picture unfolds to 60 million pixels, some 240 MB: what many people send at once must not all be open at once. */
export const drawing = inTurn(2);
