import type { Draft } from '#lib/domain/tracker/drafts.ts';
import { revisionField } from '#lib/wire/tracker.ts';

/** What was typed, with the revision it was typed over; one that is no number is older than any. */
export function readDraft({ revision, ...draft }: Record<string, string>): {
	revision: number;
	draft: Draft;
} {
	const read = revisionField.safeParse(revision);
	return { revision: read.success ? read.data : -1, draft };
}
