import { getContext, setContext } from 'svelte';

const key = Symbol('fields of every act');

/** Fields that every act's form below this component sends: the chair's console says which one it is. */
export const sendWithEveryAct = (fields: () => Record<string, string>): void => void setContext(key, fields);

export const fieldsOfEveryAct = (): (() => Record<string, string>) =>
	getContext<(() => Record<string, string>) | undefined>(key) ?? (() => ({}));
