import { z } from 'zod';

/** The sign-in form of the staff. The bounds only keep a hash from being asked for a megabyte. */
export const signInForm = z.object({
	username: z.string().trim().min(1).max(64),
	password: z.string().min(1).max(256)
});
