import { ok, refuse, type Result } from '../result.ts';
import { earliestDay } from './plan.ts';

/** 更换项目: what the congress puts in the place of a replaced project, named with its decision. */

/** What is written of a project that no vote knows. Money is in fen. */
export type SubstituteSheet = {
	name: string;
	category: string;
	content: string;
	place: string;
	beneficiaries: string;
	unit: string;
	leader: string;
	totalFen: number;
	yearFen: number;
	funding: string;
};

/** Of the 储备库, whose sheet stands, or a new one; the days are the decision's in both cases. */
export type Substitute = { startsOn: string; endsOn: string } & (
	{ reserveId: string; sheet?: undefined } | { reserveId?: undefined; sheet: SubstituteSheet }
);

export type SubstituteFault =
	'substitute-missing' | 'substitute-dates' | 'substitute-too-early' | 'substitute-same' | 'substitute-money';

/** What can be said of a substitute before its sheet is read. @param replaced the project that goes, whose year its substitute is of, and whose voted first day the form proposes */
export function checkSubstitute(
	substitute: Substitute | undefined,
	replaced: { name: string; year: number; startsOn: string | null }
): Result<Substitute, SubstituteFault> {
	if (!substitute) return refuse('substitute-missing');
	if (substitute.endsOn < substitute.startsOn) return refuse('substitute-dates');
	const earliest = earliestDay(replaced.year, replaced.startsOn);
	if (substitute.startsOn < earliest) return refuse('substitute-too-early', { earliest });
	const { sheet } = substitute;
	if (sheet && (!sheet.name.trim() || !sheet.content.trim())) return refuse('substitute-missing');
	if (sheet?.name.trim() === replaced.name.trim()) return refuse('substitute-same');
	if (sheet && sheet.yearFen > sheet.totalFen) return refuse('substitute-money');
	return ok(substitute);
}
