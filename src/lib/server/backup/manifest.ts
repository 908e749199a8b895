import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const file = z.object({ name: z.string(), bytes: z.number(), sha256: hash });

const shape = z.object({
	v: z.literal(1),
	at: z.iso.datetime(),
	/** Migrations that the database had seen, as the journal's times, oldest first. */
	migrations: z.array(z.number()),
	/** `tables/<schema>.<name>` in PostgreSQL's text format, rows in the order of their key. */
	tables: z.array(
		file.extend({ schema: z.string(), table: z.string(), columns: z.array(z.string()), rows: z.number() })
	),
	sequences: z.array(z.object({ schema: z.string(), name: z.string(), last: z.number() })),
	/** `uploads/…` and `archive/…`. */
	files: z.array(file)
});

/** What a backup says of itself, in its first entry: everything in it with its hash. */
export type BackupManifest = z.infer<typeof shape>;
export type BackupTable = BackupManifest['tables'][number];

export function parseManifest(text: string): BackupManifest | null {
	try {
		const parsed = shape.safeParse(JSON.parse(text));
		return parsed.success ? parsed.data : null;
	} catch {
		return null;
	}
}
