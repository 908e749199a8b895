/**
 * The outcome of an act that may be refused for a reason its caller is expected to handle.
 * A refusal is a value with a stable kebab-case code; only the impossible throws.
 */
export type Result<Value, Code extends string> =
	{ ok: true; value: Value } | { ok: false; code: Code; detail?: RefusalDetail };

/** Numbers and names a refusal's sentence is filled with, such as `{ checkedIn: 50, needed: 51 }`. */
export type RefusalDetail = Record<string, string | number>;

export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

export const refuse = <Code extends string>(
	code: Code,
	detail?: RefusalDetail
): { ok: false; code: Code; detail?: RefusalDetail } =>
	detail ? { ok: false, code, detail } : { ok: false, code };
