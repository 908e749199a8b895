import type { ChangeValues } from '#lib/domain/tracker/change.ts';
import { readWan } from '#lib/domain/tracker/funds.ts';
import { monthText } from '#lib/i18n/zh-CN/lights.ts';
import { lateSubstituteTexts, substituteFormTexts, substituteTexts } from '#lib/i18n/zh-CN/substitute.ts';
import { fundPlanTexts } from '#lib/i18n/zh-CN/plan.ts';
import { surveyListTexts } from '#lib/i18n/zh-CN/survey-list.ts';
import { changeFormTexts, takeBackFormTexts } from '#lib/i18n/zh-CN/tracker.ts';
import { freeReserve } from '#lib/server/queries/free-reserve.ts';
import { moneySoFarView } from '#lib/server/queries/money-so-far.ts';
import { holdingSurveys } from '#lib/server/queries/survey-list.ts';
import { addSubstitute } from '#lib/server/tracker/add-substitute.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { withdrawChange } from '#lib/server/tracker/withdraw-change.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import {
	changeForm,
	decisionForm,
	milestoneDays,
	monthParam,
	monthSums,
	withdrawForm
} from '#lib/wire/tracker.ts';
import { readSubstitute } from '#lib/wire/substitute.ts';
import type { HoldingSurvey } from '#lib/wire/survey-list.ts';
import { givingBack } from '../../../giving-back.ts';
import { badForm, refused, refusedAsStale } from '../../../refused.ts';
import { staffOf } from '../../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

/**
 * Whoever records the decision over a replacement chooses from the 储备库, and reads which surveys it touches; a budget
 * is held against what has arrived.
 */
export const load: PageServerLoad = async ({ locals, parent }) => {
	const { project, decides, own } = await parent();
	const { congressId } = staffOf(locals);
	const unnamed = project.row.replaced && !project.replacement.replacedBy;
	const replaces =
		decides &&
		(unnamed || project.changes.some(({ kind, state }) => kind === 'replace' && state === 'asked'));
	return {
		reserve: replaces ? await freeReserve(locals.desk, congressId) : [],
		surveys: replaces ? await holdingSurveys(locals.desk, congressId, project.row.id) : [],
		money: own || decides ? await moneySoFarView(locals.desk, congressId, project.row.id) : null
	};
};

export const actions = givingBack<Actions>({
	ask: async ({ request, locals, params }) => {
		const fields = formFields(await request.formData());
		const form = changeForm.safeParse(fields);
		if (!form.success) return badForm(changeFormTexts[faultyField(form.error)]);
		const { kind, reason, total, year, surplus, over, ...typed } = form.data;
		const { moves, faulty } = kind === 'date' ? milestoneDays(fields) : { moves: [], faulty: false };
		if (faulty) return badForm(changeFormTexts.milestones);
		const money: ChangeValues = {};
		if (kind === 'budget') {
			const sums = monthSums(fields);
			if (sums.faulty) return badForm(faultyMonth(sums.faulty));
			if (sums.funds) money.funds = sums.funds;
			for (const [field, text] of [
				['totalFen', total],
				['yearFen', year]
			] as const) {
				if (!text) continue;
				const read = readWan(text);
				if (!read.ok) return badForm(changeFormTexts[field === 'totalFen' ? 'total' : 'year']);
				money[field] = read.value;
			}
		}
		const wanted: ChangeValues = {
			date: filled({ startsOn: typed.startsOn, endsOn: typed.endsOn }),
			content: filled({ content: typed.content, place: typed.place }),
			budget: { ...money, ...filled({ funding: typed.funding }) },
			replace: filled({ replacement: typed.replacement })
		}[kind];
		const { projectId } = params;
		const asked = await askChange(locals.desk, staffOf(locals), {
			...{ projectId, kind, after: wanted, surplus, reason, over },
			moves
		});
		return asked.ok ? { done: '变更已提出，等待决定。决定作出前仍按原定内容办理。' } : refusedAsStale(asked);
	},

	withdraw: async ({ request, locals, params }) => {
		const form = withdrawForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(takeBackFormTexts[faultyField(form.error)]);
		const { projectId } = params;
		const gone = await withdrawChange(locals.desk, staffOf(locals), { projectId, ...form.data });
		return gone.ok ? { done: '变更已撤回，仍按原定内容办理。' } : refused(gone);
	},

	decide: async ({ request, locals, params }) => {
		const fields = formFields(await request.formData());
		const form = decisionForm.safeParse(fields);
		if (!form.success) return badForm(changeFormTexts[faultyField(form.error)]);
		const { funds, faulty } = monthSums(fields);
		if (faulty && form.data.verdict === 'approved') return badForm(faultyMonth(faulty));
		const named =
			form.data.verdict === 'approved' && 'substitute-source' in fields ? readSubstitute(fields) : null;
		if (named && !named.ok) return badForm(faultySubstitute(named.detail?.['field']));
		const { projectId } = params;
		const decided = await decideChange(locals.desk, staffOf(locals), {
			...{ projectId, ...form.data, funds },
			substitute: named?.value
		});
		if (!decided.ok) return refused(decided);
		const { substitute, surveys } = decided.value;
		if (substitute) return doneWith(substituteTexts.done(substitute.name), surveys);
		return {
			done:
				form.data.verdict === 'approved'
					? '变更已批准，项目内容、时间节点和亮灯随即更新。'
					: '已记录不同意的决定。'
		};
	},

	substitute: async ({ request, locals, params }) => {
		const named = readSubstitute(formFields(await request.formData()));
		if (!named.ok) return badForm(faultySubstitute(named.detail?.['field']));
		const added = await addSubstitute(locals.desk, staffOf(locals), {
			projectId: params.projectId,
			substitute: named.value
		});
		if (!added.ok) return refused(added);
		const { substitute, surveys } = added.value;
		return doneWith(lateSubstituteTexts.done(substitute.name), surveys);
	}
});

/** What was done, and which surveys it leaves with an old list. */
const doneWith = (done: string, surveys: HoldingSurvey[]) => ({
	done: [done, ...surveys.map(surveyListTexts.holds.done)].join('')
});

const faultySubstitute = (field: unknown): string =>
	(substituteFormTexts as Record<string, string>)[String(field)] ?? substituteFormTexts.source;

const faultyMonth = (month: string): string =>
	fundPlanTexts.month(monthParam.safeParse(month).success ? monthText(month) : '');

/** Fields left empty are not asked to be changed. */
const filled = (values: Record<string, string>): ChangeValues =>
	Object.fromEntries(Object.entries(values).filter(([, text]) => text !== ''));
