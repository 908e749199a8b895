import type { PlanChanges } from '../../domain/tracker/plan-changes.ts';
import type { MoneySoFar, Reported } from '../../domain/tracker/money-so-far.ts';
import type { PlanFate, Stage } from '../../domain/tracker/plan.ts';
import { formatDate, formatWan } from '../format.ts';
import { stageNames } from './follow.ts';
import { monthText } from './lights.ts';
import { daysBetween } from './tracker.ts';

/** 办理计划: its versions and what lies between them. */

export const versionTexts = {
	title: '历次版本',
	lead: '每次报送和每次经批准的变更各成一版，锁定后不再改动；下面逐版列出与上一版的不同。',
	version: (version: number) => `第 ${version} 版`,
	current: '现行',
	submitted: (at: string, by: string) => `${at} 由 ${by} 报送`,
	changed: (authority: string, decision: string, on: string, kind: string) =>
		`依据${authority}决定 ${decision}（${on}）“${kind}”形成`,
	recorded: (at: string, by: string) => `${at} 由 ${by} 登记`,
	first: '首次报送，没有上一版。',
	same: '与上一版内容相同。',
	whole: (version: number) => `第 ${version} 版全文`,
	older: '更早的版本',
	newest: '回到最新版本'
} as const;

export const fundPlanTexts = {
	title: '变更后的各月资金计划（万元，没有的留空）',
	help: '批准后成为办理计划的新版本，资金曲线随即按它对照；原来的安排留在历次版本中。各月合计须与变更后的总投资一分不差。',
	decided: '这项申请没有写明各月资金。请按决定填写，各月合计须与变更后的总投资一分不差。',
	sum: (amount: string) => `各月合计 ${amount}`,
	/** @param sign of the total less the sum */
	gap: (wan: string, sign: number) =>
		sign === 0 ? '✓ 与总投资一致' : sign > 0 ? `比总投资少 ${wan} 万元` : `比总投资多 ${wan} 万元`,
	unreadable: '有的月份不是金额，请以万元为单位填写数字',
	beforePlan: '办理计划还没有审定，各月资金在办理计划中填报，不在这里变更。',
	month: (month: string) =>
		`${month || '有的月份'}的资金不正确，没有办理。请以万元为单位填写数字，没有的留空。`
} as const;

/** What has arrived and been paid, beside a new total. */
export const moneySoFarTexts = {
	known: ({ arrived, paid }: MoneySoFar) =>
		`累计到位 ${formatWan(arrived.fen)}（${sourceOf(arrived)}），累计支付 ${formatWan(paid.fen)}（${sourceOf(paid)}）。`,
	belowPaid: (fen: number) =>
		`比累计已支付的少 ${formatWan(fen)}。已经支付的不能再减，不能这样提出；月报有误的，请先更正月报数字。`,
	belowArrived: (fen: number) => `比累计已到位的少 ${formatWan(fen)}，请写明多到位的资金如何处理。`,
	surplus: '多到位资金的处理（如结余上交、退回拨款单位）',
	notToApprove: (fen: number) =>
		`变更后的总投资比累计已支付的少 ${formatWan(fen)}，不能登记批准。请责任单位撤回后重新提出，月报有误的先更正。`,
	toDecide: (fen: number, surplus: string) =>
		`变更后的总投资比累计已到位的少 ${formatWan(fen)}。${
			surplus ? `申请提出的处理：${surplus}` : '申请没有说到这笔资金，请按决定在说明中写明如何处理。'
		}`,
	note: '说明（写明多到位资金的处理）'
} as const;

const sourceOf = ({ month, waiting }: Reported): string =>
	`${monthText(month)}月报${waiting ? '，待审定' : ''}`;

export const fateNames: Record<PlanFate['state'], { word: string; tone: '' | 'ok' | 'bad' | 'info' }> = {
	submitted: { word: '待审定', tone: 'info' },
	approved: { word: '已审定', tone: 'ok' },
	returned: { word: '已退回', tone: 'bad' },
	withdrawn: { word: '已撤回', tone: '' }
};

export const byChange = { word: '经批准变更', tone: 'ok' } as const;

/** Who decided over a version and why; null while nobody has. */
export function fateText({ state, at, by, reason }: PlanFate, when: (at: string) => string): string | null {
	if (state === 'submitted') return null;
	const done = { approved: '审定', returned: '退回', withdrawn: '撤回' }[state];
	const why = reason ? `，理由：${reason}` : '';
	return `${when(at)} 由 ${by} ${done}${why}`;
}

/** `开工`, or `招标 · 施工招标` where the milestone has a name of its own. */
export const milestoneName = ({ stage, name }: { stage: Stage; name: string }): string =>
	name === stageNames[stage] ? name : `${stageNames[stage]} · ${name}`;

export type ChangeLine = { label: string; before: string | null; after: string | null; by: string };

/** What differs, part by part in the order of the form; parts without a difference are left out. */
export function planChangeLines(changes: PlanChanges): { title: string; lines: ChangeLine[] }[] {
	const { milestones, curve, funds, sum, note } = changes;
	return [
		{
			title: '时间节点',
			lines: milestones.map(({ before, after }) => ({
				label: milestoneName((after ?? before)!),
				before:
					before &&
					(after && after.name !== before.name
						? `${milestoneName(before)}，${formatDate(before.plannedOn)}`
						: formatDate(before.plannedOn)),
				after: after && formatDate(after.plannedOn),
				by: movedText(before?.plannedOn, after?.plannedOn) || (before ? '更名' : '')
			}))
		},
		{
			title: '计划进度',
			lines: curve.map(({ before, after }) => {
				const sameDay = before?.on === after?.on;
				return {
					label: sameDay ? formatDate(after!.on) : `${(after ?? before)!.percent}%`,
					before: before && (sameDay ? `${before.percent}%` : formatDate(before.on)),
					after: after && (sameDay ? `${after.percent}%` : formatDate(after.on)),
					by: sameDay ? pointsText(after!.percent - before!.percent) : movedText(before?.on, after?.on)
				};
			})
		},
		{
			title: '各月资金计划',
			lines: [
				...funds.map(({ month, beforeFen, afterFen }) => moneyLine(monthText(month), beforeFen, afterFen)),
				...(sum ? [moneyLine('合计', sum.beforeFen, sum.afterFen)] : [])
			]
		},
		{
			title: '说明',
			lines: note ? [{ label: '说明', before: note.before || null, after: note.after || null, by: '' }] : []
		}
	].filter(({ lines }) => lines.length);
}

function movedText(before?: string, after?: string): string {
	if (!before) return '新增';
	if (!after) return '取消';
	const days = daysBetween(before, after);
	return days ? `${days > 0 ? '推迟' : '提前'} ${Math.abs(days)} 天` : '';
}

const pointsText = (points: number): string => `${points > 0 ? '提高' : '降低'} ${Math.abs(points)} 个百分点`;

const moneyLine = (label: string, beforeFen: number | null, afterFen: number | null): ChangeLine => {
	const by = (afterFen ?? 0) - (beforeFen ?? 0);
	return {
		label,
		before: beforeFen === null ? null : formatWan(beforeFen),
		after: afterFen === null ? null : formatWan(afterFen),
		by: `${by > 0 ? '增加' : '减少'} ${formatWan(Math.abs(by))}`
	};
};
