import { formatWan } from '../../i18n/format.ts';
import type { CandidateText } from '../../wire/views.ts';
import type { candidate } from '../db/schema.ts';

/** The sheet as the deputy reads it and as `textHash` freezes it: strings only, empty where nothing is said. */
export function candidateText(entry: typeof candidate.$inferSelect): CandidateText {
	return {
		name: entry.name,
		content: entry.content,
		amount: formatWan(entry.totalFen),
		funding: entry.funding,
		unit: entry.unit,
		period: periodText(entry.startsOn, entry.endsOn),
		place: entry.place,
		beneficiaries: entry.beneficiaries
	};
}

function periodText(startsOn: string | null, endsOn: string | null): string {
	const month = (isoDate: string) => `${isoDate.slice(0, 4)}年${Number(isoDate.slice(5, 7))}月`;
	if (startsOn && endsOn) return `${month(startsOn)}至${month(endsOn)}`;
	if (endsOn) return `${month(endsOn)}前`;
	return startsOn ? `${month(startsOn)}起` : '';
}
