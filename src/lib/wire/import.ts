import { z } from 'zod';

/** 确认导入: the same file again with the digest of its dry run; `good` leaves out the rows with errors. */
export const importForm = z.object({
	digest: z.string().regex(/^[\w-]{43}$/),
	rows: z.enum(['all', 'good'])
});

export const undoImportForm = z.object({ importId: z.guid() });

export const importKind = z.enum(['deputies', 'candidates', 'cards']);
