import { z } from 'zod';
import { settlementKinds } from '../domain/settlement.ts';
import { roundForm } from './admin.ts';
import { bytesText } from './api.ts';

/** How a tie or a shortfall is settled; `elected` are candidate ids chosen by lot or by the presidium. */
export const settleForm = roundForm.extend({
	kind: z.enum(settlementKinds),
	elected: z.array(z.guid()).max(100),
	note: z.string().trim().max(500).default('')
});

/** A teller's signature: the hash that the page showed, and the password again. */
export const tellerSignForm = roundForm.extend({
	resultHash: bytesText(32),
	password: z.string().min(1).max(200)
});
