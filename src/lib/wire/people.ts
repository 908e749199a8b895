import { z } from 'zod';
import { roles, type Role } from '../domain/permissions.ts';

/** What may be typed at sign-in without a second look, and read out over a telephone. */
export const usernameShape = /^[a-z][a-z0-9-]{1,39}$/;

const staffRole = z.enum(roles.filter((role) => role !== 'delegate') as Exclude<Role, 'delegate'>[]);

const optional = (most: number) =>
	z
		.string()
		.trim()
		.max(most)
		.optional()
		.transform((text) => text || null);

/** 代表证号, or nothing. */
const delegateNumber = z
	.string()
	.trim()
	.transform((typed) => typed.normalize('NFKC'))
	.pipe(z.union([z.literal(''), z.string().regex(/^\d{1,6}$/)]))
	.optional()
	.transform((typed) => (typed ? Number(typed) : null));

const account = {
	name: z.string().trim().min(1).max(40),
	role: staffRole,
	unit: optional(60),
	delegateNumber
};

export const newAccountForm = z.object({
	username: z
		.string()
		.trim()
		.transform((typed) => typed.normalize('NFKC').toLowerCase())
		.pipe(z.string().regex(usernameShape)),
	...account
});

/** `version` is what the page showed: a change that somebody else has made meanwhile is not written over. */
const seen = { version: z.string().regex(/^[\w-]{43}$/) };

export const changeAccountForm = z.object({ ...account, ...seen });

export const accountActForm = z.object(seen);

/** What the list is narrowed to; whatever else the address says is everything. */
export const accountFilter = z.object({
	text: z.string().trim().max(40).catch(''),
	role: z.union([staffRole, z.literal('')]).catch(''),
	state: z.enum(['', 'open', 'disabled', 'new-password']).catch('')
});

export type AccountFilter = z.output<typeof accountFilter>;

/** The bounds only keep a hash from being asked for a megabyte; the rules are domain/password.ts. */
export const changePasswordForm = z
	.object({
		current: z.string().min(1).max(256),
		password: z.string().min(1).max(256),
		again: z.string().max(256)
	})
	.refine(({ password, again }) => password === again, { path: ['again'] });

export const endSessionForm = z.object({ id: z.string().regex(/^[0-9a-f]{64}$/) });
