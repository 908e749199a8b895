import { z } from 'zod';
import { rehearsalSteps } from '../domain/rehearsal-report.ts';

/** Canonical base64url of exactly `bytes` bytes: one value has one spelling. */
export const bytesText = (bytes: number) =>
	z.string().refine((text) => isCanonical(text) && Math.floor((text.length * 3) / 4) === bytes);

/** Canonical base64url of any length. */
export const anyBytesText = z.string().refine(isCanonical);

const symbols = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** No padding, no foreign symbol, and the spare bits of the last symbol zero. */
export function isCanonical(text: string): boolean {
	if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return false;
	const spare = (text.length * 6) % 8;
	return spare === 0 || (symbols.indexOf(text.at(-1)!) & ((1 << spare) - 1)) === 0;
}

/** The pattern of a lower-case UUID, to be put into others. */
export const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

export const uuidText = z.string().regex(new RegExp(`^${UUID}$`));

export const challengeBody = z.object({ cardId: bytesText(8) });

export const loginBody = z.object({ cardId: bytesText(8), nonce: bytesText(32), signature: bytesText(64) });

/**
 * Form only: how many values and how long is the draw's own check (`bad-blinded`), after the session's; the
 * body's bound is theirs.
 */
export const drawBody = z.object({
	blinded: z.array(anyBytesText),
	signature: bytesText(64)
});

/** What a tablet tells of a rehearsal's steps; a formal meeting takes none of it. */
export const stepsBody = z.strictObject({
	meetingId: uuidText,
	steps: z
		.array(
			z.strictObject({
				step: z.enum(rehearsalSteps),
				ms: z.int().min(0).max(86_400_000),
				trouble: z
					.string()
					.regex(/^[a-z]+(-[a-z]+)*$/)
					.max(40)
					.nullable()
			})
		)
		.min(1)
		.max(20)
});
