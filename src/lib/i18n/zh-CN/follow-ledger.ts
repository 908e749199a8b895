import type { Light } from '../../domain/tracker/lights.ts';
import type { Grade } from '../../domain/tracker/satisfaction.ts';
import { gradeFilterNames, paperStates, replacedText } from './follow.ts';
import { lightWords, monthText } from './lights.ts';

/** 台账: the columns of a real one (崇川区 2023), with the figures behind them. */
export const ledgerHead = (months: readonly string[]): string[] => [
	'序号',
	'主要任务',
	'全年目标任务',
	'分管领导',
	'牵头单位',
	'协同单位',
	...months.map((month) => `${monthText(month)}推进情况`),
	'是否达序',
	'满意度测评',
	'说明',
	'亮灯',
	'形象进度（%）',
	'计划进度（%）',
	'计划进度截至',
	'总投资（万元）',
	'到位（万元）',
	'支付（万元）',
	'完成时限'
];

/** Beneath the title of a printed list. */
export const ledgerNote = (day: string): string => `单位：万元；导出日期：${day}`;

/** 推进情况 of a month of which no approved report tells. */
export const unreportedTexts = {
	'not-owed': '—',
	waits: paperStates.submitted.word,
	returned: paperStates.returned.word,
	missing: '未填报',
	/** The month runs still. */
	'not-due': '未到期'
} as const;

/** 是否达序; what was replaced is followed up no more, and its last light isn't said of today. */
export const inOrderText = ({ inOrder, replaced }: { inOrder: boolean | null; replaced: boolean }): string =>
	replaced ? replacedText : inOrder === null ? '未启动' : inOrder ? '是' : '否';

export const ledgerRow = (row: {
	number: number;
	name: string;
	target: string;
	leader: string;
	unit: string;
	cooperating: string[];
	reported: string[];
	inOrder: boolean | null;
	replaced: boolean;
	remark: string;
	light: { light: Light } | null;
	percent: number;
	plannedPercent: number;
	plannedOn: string | null;
	totalFen: number;
	funds: { arrivedFen: number; paidFen: number };
	endsOn: string | null;
	satisfaction: Grade | null;
}): (string | number | null)[] => [
	row.number,
	row.name,
	row.target,
	row.leader,
	row.unit,
	row.cooperating.join('、'),
	...row.reported,
	inOrderText(row),
	gradeFilterNames[row.satisfaction ?? 'none'],
	row.remark,
	row.replaced ? replacedText : lightWords[row.light?.light ?? 'grey'].word,
	row.percent,
	row.plannedPercent,
	row.plannedOn,
	row.totalFen / 1_000_000,
	row.funds.arrivedFen / 1_000_000,
	row.funds.paidFen / 1_000_000,
	row.endsOn
];
