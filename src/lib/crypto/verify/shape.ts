import { isUuid, parseBase64url } from '../bytes.ts';

/** Whether a JSON value has one form. The forms below are put together to those of whole files. */
export type Shape<Value> = (value: unknown) => value is Value;

export const text: Shape<string> = (value): value is string => typeof value === 'string';
export const flag: Shape<boolean> = (value): value is boolean => typeof value === 'boolean';
export const uuid: Shape<string> = (value): value is string => text(value) && isUuid(value);

/** A whole number of `least` or more. */
export const integer =
	(least = 0): Shape<number> =>
	(value): value is number =>
		Number.isSafeInteger(value) && (value as number) >= least;

/** Canonical base64url of exactly `length` bytes, or of any number of them. */
export const base64url =
	(length?: number): Shape<string> =>
	(value): value is string =>
		text(value) && parseBase64url(value, length) !== null;

export const oneOf =
	<Value>(...values: readonly Value[]): Shape<Value> =>
	(value): value is Value =>
		values.includes(value as Value);

export const orNull =
	<Value>(shape: Shape<Value>): Shape<Value | null> =>
	(value): value is Value | null =>
		value === null || shape(value);

export const either =
	<A, B>(a: Shape<A>, b: Shape<B>): Shape<A | B> =>
	(value): value is A | B =>
		a(value) || b(value);

export const listOf =
	<Item>(item: Shape<Item>): Shape<Item[]> =>
	(value): value is Item[] =>
		Array.isArray(value) && value.every(item);

/** Any names, values of one shape. */
export const recordOf =
	<Item>(item: Shape<Item>): Shape<Record<string, Item>> =>
	(value): value is Record<string, Item> =>
		isObject(value) && Object.values(value).every(item);

/** Exactly these members: one that the verifier does not know could change what the others mean. */
export const object =
	<Value extends object>(members: { [Name in keyof Value]-?: Shape<Value[Name]> }): Shape<Value> =>
	(value): value is Value => {
		const shapes = Object.entries<Shape<unknown>>(members);
		return (
			isObject(value) &&
			Object.keys(value).length === shapes.length &&
			shapes.every(([name, shape]) => Object.prototype.hasOwnProperty.call(value, name) && shape(value[name]))
		);
	};

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
