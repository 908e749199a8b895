import { z } from 'zod';
import { refuse, ok, type Result } from '../domain/result.ts';
import { anyBytesText, bytesText } from './api.ts';

/** Bytes of every cast, white space and padding included: length tells nothing. */
export const CAST_BYTES = 2048;

export const castShape = z.strictObject({
	v: z.literal(1),
	key: bytesText(32),
	tickets: z.array(bytesText(384)).min(1).max(4),
	// Its length depends on the ballot, so a wrong one is the ballot's fault and not the form's.
	mask: anyBytesText,
	random: bytesText(32),
	signature: bytesText(64),
	// eslint-disable-next-line no-control-regex -- ASCII is the rule: one byte a character
	pad: z.string().regex(/^[\x00-\x7f]*$/)
});

export type CastBody = z.infer<typeof castShape>;

/**
 * Reads a cast's body: exactly the seven members, each once, 2,048 bytes in all.
 *
 * @param body the bytes as received; the caller has bounded their number
 */
export function parseCastBody(body: Uint8Array): Result<CastBody, 'bad-request'> {
	if (body.length !== CAST_BYTES) return refuse('bad-request');
	let text: string;
	let value: unknown;
	try {
		text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
		value = JSON.parse(text);
	} catch {
		return refuse('bad-request');
	}
	const parsed = castShape.safeParse(value);
	if (!parsed.success || memberCount(text) !== Object.keys(castShape.shape).length)
		return refuse('bad-request');
	return ok(parsed.data);
}

/**
 * Members as written at the object's top level. JSON.parse keeps only the last of two with one name, also
 * where an escape disguises it; a body that parsed and has seven names and seven members has each once.
 */
function memberCount(text: string): number {
	let depth = 0;
	let members = 0;
	let inString = false;
	for (let i = 0; i < text.length; i++) {
		const c = text[i];
		if (inString) {
			if (c === '\\') i++;
			else if (c === '"') inString = false;
		} else if (c === '"') inString = true;
		else if (c === '{' || c === '[') depth++;
		else if (c === '}' || c === ']') depth--;
		else if (c === ':' && depth === 1) members++;
	}
	return members;
}
