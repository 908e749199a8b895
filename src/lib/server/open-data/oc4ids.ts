import { columnNames, oc4idsTexts } from '../../i18n/zh-CN/open-data.ts';
import type { ProjectDetails } from '../queries/public-details.ts';
import type { Oc4idsProject } from '../../wire/oc4ids.ts';
import type { ProjectHead } from '../../wire/views.ts';

/**
 * A project in the Open Contracting for Infrastructure Data Standard, 0.9. Mapped is what is kept here and nothing
 * else: contracts and their suppliers are not. Since 0.9.3 nothing in it may be an empty list or text; since 0.9.4
 * `milestones` is a member of its own, in the form of its contracting standard (OCDS).
 *
 * The prefix of the ids is not registered with the standard's keepers; whoever publishes for more than a town
 * should register one.
 */
export const OC4IDS_VERSION = '0.9';
const PREFIX = 'piaojue';
/** The congress chooses by vote; of the open list of roles `reviewBody` hears complaints about procurement. */
const DECIDING = 'decidingBody';

/** Only what the category says by itself; the category stands in the answer in any case. */
const sectors = new Map<string, readonly string[]>([
	['交通出行', ['transport']],
	['生态环境', ['naturalResources']],
	['饮水安全', ['waterAndWaste']],
	['人居环境', ['waterAndWaste']],
	['教育', ['education']],
	['教育助学', ['education']],
	['医疗卫生', ['health']],
	['养老服务', ['health']],
	['文化体育', ['cultureSportsAndRecreation']],
	['产业富民', ['economy']]
]);

const statusOf = (head: ProjectHead, details: ProjectDetails): Oc4idsProject['status'] => {
	if (head.replaced) return 'cancelled';
	// 决算 closes a project; until then it is handed over and its accounts are being settled.
	if (isAccepted(head, details)) return details.acceptance?.finalFen == null ? 'completion' : 'completed';
	return head.light.light === 'grey' ? 'preparation' : 'implementation';
};

const isAccepted = ({ light }: ProjectHead, { acceptance }: ProjectDetails): boolean =>
	light.light === 'blue' || acceptance?.conclusion === 'pass';

/** The day's first moment in Beijing. */
const startOf = (day: string): string => `${day}T00:00:00+08:00`;
const endOf = (day: string): string => `${day}T23:59:59+08:00`;
const yuan = (fen: number) => ({ amount: fen / 100, currency: 'CNY' as const });

export function oc4idsProject(head: ProjectHead, details: ProjectDetails, origin: string): Oc4idsProject {
	const { startsOn, endsOn } = head;
	const { acceptance } = details;
	const sector = sectors.get(head.category);
	const unit = { id: `unit-${head.congressId}-${head.unit}`, name: head.unit };
	return {
		id: `${PREFIX}-${head.id}`,
		updated: head.updatedAt,
		title: head.name,
		...(details.content ? { description: details.content } : {}),
		status: statusOf(head, details),
		...(startsOn || endsOn
			? {
					period: {
						...(startsOn ? { startDate: startOf(startsOn) } : {}),
						...(endsOn ? { endDate: endOf(endsOn) } : {})
					}
				}
			: {}),
		...(sector ? { sector: [...sector] } : {}),
		...(details.beneficiaries ? { purpose: `${oc4idsTexts.beneficiaries}${details.beneficiaries}` } : {}),
		...(head.category
			? {
					additionalClassifications: [
						{ scheme: oc4idsTexts.scheme, id: head.category, description: columnNames.category }
					]
				}
			: {}),
		...(head.place ? { locations: [{ id: '1', description: head.place }] } : {}),
		budget: { amount: yuan(head.totalFen), approvalDate: approvalDate(details) },
		...relatedProjects(head, origin),
		parties: [
			{ ...unit, roles: ['publicAuthority'] },
			{ id: `congress-${head.congressId}`, name: head.congressName, roles: [DECIDING] }
		],
		publicAuthority: unit,
		documents: [
			// A substitute was not on the ballot: the result has nothing of it.
			...(details.substitutedOn === null
				? [
						{
							id: 'result',
							documentType: 'projectScope',
							title: oc4idsTexts.result,
							url: `${origin}/results/${details.roundId}`,
							datePublished: details.announcedAt,
							language: 'zh'
						}
					]
				: []),
			{
				id: 'page',
				title: oc4idsTexts.page,
				url: `${origin}/projects/${head.id}`,
				dateModified: head.updatedAt,
				language: 'zh'
			}
		],
		...milestonesOf(head, details),
		...(acceptance?.conclusion === 'pass'
			? {
					completion: {
						endDate: startOf(acceptance.acceptedOn),
						...(acceptance.finalFen === null ? {} : { finalValue: yuan(acceptance.finalFen) }),
						...(acceptance.finalNote ? { finalValueDetails: acceptance.finalNote } : {}),
						...(acceptance.text ? { finalScope: acceptance.text } : {})
					}
				}
			: {})
	};
}

/** Of the amount that is answered: the newest decision over it, of a substitute the one that named it, or the vote. */
const approvalDate = ({ totalDecidedOn, substitutedOn, announcedAt }: ProjectDetails): string => {
	const decided = totalDecidedOn ?? substitutedOn;
	return decided === null ? announcedAt : startOf(decided);
};

/** Both of a replacement. The standard's open list knows successors on the same site only, so the codes are ours. */
function relatedProjects(
	{ substitution }: ProjectHead,
	origin: string
): Pick<Oc4idsProject, 'relatedProjects'> {
	const related = (['replaces', 'replacedBy'] as const).flatMap((relationship) => {
		const other = substitution[relationship];
		if (!other) return [];
		const { id, name } = other;
		return [
			{
				...{
					id: relationship,
					scheme: 'oc4ids' as const,
					identifier: `${PREFIX}-${id}`,
					relationship: [relationship]
				},
				...{ title: name, uri: `${origin}/projects/${id}` }
			}
		];
	});
	return related.length ? { relatedProjects: related } : {};
}

/** What a replaced project had not reached will not be; of what an accepted one never reported nothing is known. */
function milestonesOf(head: ProjectHead, details: ProjectDetails): Pick<Oc4idsProject, 'milestones'> {
	const open = head.replaced
		? { status: 'notMet' as const }
		: isAccepted(head, details)
			? {}
			: { status: 'scheduled' as const };
	const listed = details.milestones.map(({ id, name, plannedOn, doneOn }) => ({
		id,
		title: name,
		type: 'delivery',
		dueDate: endOf(plannedOn),
		...(doneOn ? { dateMet: startOf(doneOn), status: 'met' as const } : open)
	}));
	return listed.length ? { milestones: listed } : {};
}
