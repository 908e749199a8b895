import { expect, test } from 'vitest';
import type { ProjectDetails } from '../queries/public-details.ts';
import type { ProjectHead } from '../../wire/views.ts';
import { oc4idsProject } from './oc4ids.ts';

const id = '11111111-1111-4111-8111-111111111111';
const other = { id: '22222222-2222-4222-8222-222222222222', name: '福勤路改造提升工程' };

const head: ProjectHead = {
	...{ id, number: 1, name: '锦溪河水环境综合治理', category: '', place: '', unit: '镇水务站', leader: '' },
	...{ totalFen: 480_000_000, startsOn: null, endsOn: null, votedStartsOn: null, votedEndsOn: null },
	...{ congressName: '涌山镇人民代表大会' },
	...{ updatedAt: '2026-07-01T00:00:00.000Z', demonstration: false, year: 2026, congressId: id },
	...{ replaced: false, substitution: { replaces: null, replacedBy: null }, satisfactionGrade: null },
	...{ light: { light: 'green', reasons: [] }, percent: 0, plannedPercent: 0, plannedOn: null, asOf: null },
	funds: { plannedFen: 0, arrivedFen: 0, paidFen: 0 },
	milestones: { total: 0, done: 0, next: null }
};
const details: ProjectDetails = {
	...{ content: '', beneficiaries: '', announcedAt: '2026-02-10T04:00:00.000Z', roundId: id },
	...{ substitutedOn: null, totalDecidedOn: null, milestones: [], acceptance: null }
};
const node = (name: string, doneOn: string | null): ProjectDetails['milestones'][number] => ({
	...{ id: `${name}-1`, projectId: id, project: head.name, place: '', unit: '镇水务站', name, doneOn },
	...{
		plannedOn: '2026-04-01',
		demonstration: false,
		moved: 0,
		undone: 0,
		claimedOn: null,
		replacedAt: null,
		droppedAt: null,
		accepted: false,
		updatedAt: '2026-07-01T00:00:00.000Z'
	}
});
const made = (changed: Partial<ProjectHead> = {}, told: Partial<ProjectDetails> = {}) =>
	oc4idsProject({ ...head, ...changed }, { ...details, ...told }, 'https://x');

/** Every list, object and text in it that has nothing inside. */
function hollow(value: unknown, path = ''): string[] {
	if (value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0))
		return [path];
	return typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([name, inner]) => hollow(inner, `${path}/${name}`))
		: [];
}

test('a project of which hardly anything is known has no empty list and no empty text', () => {
	expect(hollow(made())).toEqual([]);
	expect(made()).not.toHaveProperty('milestones');
});

test('a replaced project keeps its milestones, and what was open is not met', () => {
	const milestones = [node('开工', '2026-04-02'), node('完工', null)];
	expect(
		made({ replaced: true, substitution: { replaces: null, replacedBy: other } }, { milestones })
	).toMatchObject({
		status: 'cancelled',
		milestones: [
			{ title: '开工', status: 'met', dateMet: '2026-04-02T00:00:00+08:00' },
			{ title: '完工', status: 'notMet' }
		],
		relatedProjects: [{ relationship: ['replacedBy'], identifier: `piaojue-${other.id}`, title: other.name }]
	});
	expect(made({}, { milestones }).milestones?.[1]).toMatchObject({ status: 'scheduled' });
});

test('an accepted project is completed with its final account, and what it never reported has no status', () => {
	const acceptance = { acceptedOn: '2026-12-18', conclusion: 'pass' as const, text: '', finalNote: '' };
	const milestones = [node('开工', '2026-04-02'), node('完工', null)];
	const blue = { light: { light: 'blue' as const, reasons: [] } };
	const accepted = (finalFen: number | null) =>
		made(blue, { milestones, acceptance: { ...acceptance, finalFen } });
	expect(accepted(null).status).toBe('completion');
	expect(accepted(490_000_000).status).toBe('completed');
	expect(accepted(null).milestones!.map(({ title, status }) => [title, status])).toEqual([
		['开工', 'met'],
		['完工', undefined]
	]);
	expect(made({ ...blue, replaced: true }, { milestones }).milestones![1]).toMatchObject({
		status: 'notMet'
	});
});

test('the congress has a role of our own: the list knows nobody who decides by vote', () => {
	expect(made().parties.map(({ roles }) => roles)).toEqual([['publicAuthority'], ['decidingBody']]);
});

test('a total that a decision has changed was approved on the day of that decision', () => {
	expect(made().budget.approvalDate).toBe('2026-02-10T04:00:00.000Z');
	expect(made({}, { totalDecidedOn: '2026-06-18' }).budget.approvalDate).toBe('2026-06-18T00:00:00+08:00');
});

test('a final account that needed an explanation has it beside it', () => {
	const acceptance = {
		acceptedOn: '2026-12-18',
		conclusion: 'pass' as const,
		text: '',
		finalFen: 490_000_000
	};
	const completion = (finalNote: string) => made({}, { acceptance: { ...acceptance, finalNote } }).completion;
	expect(completion('追加护栏')).toMatchObject({ finalValueDetails: '追加护栏' });
	expect(completion('')).toEqual({
		...{ endDate: '2026-12-18T00:00:00+08:00', finalValue: { amount: 4_900_000, currency: 'CNY' } }
	});
});

test('a substitute was approved by the decision that named it, and the result of the vote says nothing of it', () => {
	const substitution = { replaces: other, replacedBy: null };
	const substitute = made({ substitution }, { substitutedOn: '2026-05-20' });
	expect(substitute.budget.approvalDate).toBe('2026-05-20T00:00:00+08:00');
	expect(substitute.documents.map((one) => one.id)).toEqual(['page']);
	expect(substitute.relatedProjects).toMatchObject([
		{ relationship: ['replaces'], uri: `https://x/projects/${other.id}` }
	]);
	expect(made().documents.map((one) => one.id)).toEqual(['result', 'page']);
	expect(
		made({ substitution }, { substitutedOn: '2026-05-20', totalDecidedOn: '2026-06-18' }).budget
	).toMatchObject({
		approvalDate: '2026-06-18T00:00:00+08:00'
	});
});

test('a category is a word of the office, which no object of ours may know by chance', () => {
	expect(made({ category: '教育' }).sector).toEqual(['education']);
	for (const category of ['constructor', '__proto__'])
		expect(made({ category })).not.toHaveProperty('sector');
});
