import { candidate } from '#lib/server/db/schema.ts';
import { inCongress, type Desk } from '#lib/server/db/client.ts';
import { reserve } from '#lib/server/db/tracker-schema.ts';
import { noon, type TrackedTown } from './tracked-town.ts';

/** Projects that the town's vote has not chosen, as the announcement keeps them. @returns their ids, in this order */
export const withReserve = (
	town: Pick<TrackedTown, 'congressId' | 'meetingId' | 'roundId'>,
	desk: Desk,
	names: string[],
	year: number
): Promise<string[]> =>
	inCongress(desk, town.congressId, async (tx) => {
		const { congressId, meetingId, roundId } = town;
		const known = await tx.select({ id: candidate.id }).from(candidate);
		const ids: string[] = [];
		for (const [i, name] of names.entries()) {
			const head = { number: 11 + i, name, unit: '镇村镇建设办', totalFen: 120_000_000 };
			const [sheet] = await tx
				.insert(candidate)
				.values({
					...{ congressId, meetingId, ...head, number: 11 + known.length + i, shortName: name },
					...{ category: '交通出行', content: '', place: '', beneficiaries: '', leader: '', basis: '' },
					...{ yearFen: 0, funding: '' }
				})
				.returning();
			const [row] = await tx
				.insert(reserve)
				.values({
					...{ congressId, roundId, candidateId: sheet!.id, year, ...head },
					...{ approve: 30 - i, addedAt: noon('2026-02-10') }
				})
				.returning();
			ids.push(row!.id);
		}
		return ids;
	});
