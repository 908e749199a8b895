import { z } from 'zod';

/** What a paper's address may carry. An empty or unknown choice is the usual one. */
export const paperQuery = z.object({
	round: z.guid().optional(),
	/** How many ballots to print; without it one 票样. */
	copies: z.coerce.number().int().min(1).max(500).optional(),
	/** The whole poll instead of one round. */
	whole: z.literal('1').optional(),
	/** Votes beside the names. */
	votes: z.literal('1').optional()
});

export type PaperQuery = z.output<typeof paperQuery>;

export const paperKinds = [
	'ballot',
	'attendance',
	'lastyear',
	'report',
	'announcement',
	'booklet',
	'rules'
] as const;
export type PaperKind = (typeof paperKinds)[number];
export type PaperFormat = 'html' | 'pdf' | 'xlsx' | 'csv';

/** `report.pdf` is a paper and its format; null where there is no such file. Tables of two papers only. */
export function paperFile(name: string): { kind: PaperKind; format: PaperFormat } | null {
	const [, kind, format = 'html'] = /^([a-z]+)(?:\.(pdf|xlsx|csv))?$/.exec(name) ?? [];
	if (!(paperKinds as readonly (string | undefined)[]).includes(kind)) return null;
	const isTable = format === 'xlsx' || format === 'csv';
	if (isTable && kind !== 'report' && kind !== 'attendance') return null;
	return { kind: kind as PaperKind, format: format as PaperFormat };
}
