import { z } from 'zod';
import { deviceKinds } from '../domain/device-check.ts';

/** A number of up to four digits, as somebody types it. */
const typedNumber = z
	.string()
	.transform((typed) => typed.normalize('NFKC').trim())
	.pipe(z.string().regex(/^\d{1,4}$/))
	.transform(Number);
/** Labels begin at 1. */
const number = typedNumber.refine((value) => value > 0);

const ms = z.number().min(-1e9).max(1e9);
const pixels = z.number().min(0).max(20_000);

/** What the page of the device check measured. */
const measures = z.object({
	secure: z.boolean(),
	cryptoMs: ms.nullable(),
	storage: z.boolean(),
	live: z.boolean(),
	box: z.boolean(),
	skewMs: ms.nullable(),
	network: z.object({ medianMs: ms, p95Ms: ms, lost: z.number().int().min(0).max(100) }).nullable(),
	screen: z.object({ width: pixels, height: pixels, ratio: z.number().min(0).max(10) }),
	awake: z.enum(['lock', 'settings', 'no']),
	touch: z
		.object({ hits: z.number().int().min(0).max(100), misses: z.number().int().min(0).max(1000) })
		.nullable()
});

const measuresText = z
	.string()
	.max(4000)
	.transform((text, context) => {
		try {
			return JSON.parse(text) as unknown;
		} catch {
			context.addIssue({ code: 'custom', message: 'not JSON' });
			return z.NEVER;
		}
	})
	.pipe(measures);

export const deviceForm = z.object({
	kind: z.enum(deviceKinds),
	number,
	/** From the link of the office; empty where the person is signed in. */
	code: z.string().max(80),
	measures: measuresText
});

export const removeDeviceForm = z.object({ kind: z.enum(deviceKinds), number });

export const expectDevicesForm = z.object({ kind: z.enum(deviceKinds), count: typedNumber });
