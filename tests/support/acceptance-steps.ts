import { randomBytes } from 'node:crypto';
import { evidence } from '#lib/server/db/tracker-schema.ts';
import { submitAcceptance } from '#lib/server/tracker/acceptance.ts';
import { noon, type TrackedTown } from './tracked-town.ts';

/** The day on which these steps happen. */
const day = noon('2026-12-18');

/** A document of the unit's own, as an upload leaves its row: whatever differs is `changed`. @returns its id */
export async function keptDocument(
	town: Pick<TrackedTown, 'congressId' | 'read'>,
	projectId: string,
	caption: string,
	changed: Partial<typeof evidence.$inferInsert> = {}
): Promise<string> {
	const id = crypto.randomUUID();
	await town.read((tx) =>
		tx.insert(evidence).values({
			...{ id, congressId: town.congressId, projectId, kind: 'document', caption },
			...{ mediaType: 'application/pdf', bytes: 10, sha256: randomBytes(32) },
			...{ uploadedAt: day, uploadedBy: '水务站' },
			...changed
		})
	);
	return id;
}

/** 验收 handed in by the unit of the first project. */
export const handInAcceptance = (
	town: Pick<TrackedTown, 'desk' | 'person'>,
	projectId: string,
	evidenceIds: string[],
	changed: Partial<Parameters<typeof submitAcceptance>[2]> = {},
	at = day
): ReturnType<typeof submitAcceptance> =>
	submitAcceptance(
		town.desk,
		town.person('water'),
		{
			...{ projectId, acceptedOn: '2026-12-18', conclusion: 'pass', people: '镇水务站、监理单位' },
			...{ text: '工程合格', finalFen: null, evidenceIds },
			...changed
		},
		at
	);
