import { z } from 'zod';
import { bytesText, uuidText } from './api.ts';

/** A signature made by the scrutineer's own card in this browser, over the result hash it shows. */
export const signForm = z.object({
	roundId: uuidText,
	resultHash: bytesText(32),
	signature: bytesText(64)
});
