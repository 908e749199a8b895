import type { CellFaultCode, CellWarningCode, FileNoticeCode } from './import.ts';
import { cellFaultTexts, cellWarningTexts, fileNoticeTexts, filled } from './import.ts';

/** The pages of 导入: choosing a file, 试运行, the confirmation, the history. */

type Counts = { new: number; changed: number; unchanged: number; warnings: number; errors: number };

export const importTexts = {
	kinds: {
		deputies: { title: '导入代表名册', back: '返回代表名册', rows: '代表' },
		candidates: { title: '导入候选项目', back: '返回候选项目', rows: '候选项目' },
		cards: { title: '导入代表证公钥', back: '返回代表证', rows: '代表证' }
	},
	steps: '先下载模板填写，再选择文件试运行；试运行不改动任何数据，核对后再确认导入。',
	template: '下载空白模板',
	current: '下载当前内容（可修改后再导入）',
	file: '要导入的文件',
	fileHelp: '.xlsx 不超过 10 MB，.csv（UTF-8、GB18030）不超过 2 MB，都不超过 5,000 行。',
	dryRun: '试运行',
	running: '正在读取并核对…',
	importing: (rows: number) => `正在导入 ${rows} 行，请勿关闭页面…`,
	leaveWarning: '正在导入，离开页面会看不到结果。',
	summary: (counts: Counts) =>
		`新增 ${counts.new} · 更新 ${counts.changed} · 不变 ${counts.unchanged} · 警告 ${counts.warnings} 处 · 错误 ${counts.errors} 处`,
	resultTitle: (fileName: string) => `试运行结果：${fileName}`,
	nothingWritten: '以上是试运行，没有改动任何数据。',
	nothingToDo: '文件与系统中的数据一致，没有需要导入的内容。',
	absent: (count: number) => `系统中有、文件中没有 ${count} 条。导入不会删除，仍保留在系统中：`,
	absentMore: (count: number) => `等 ${count} 条`,
	confirm: (counts: Counts) => `确认导入（新增 ${counts.new}，更新 ${counts.changed}）`,
	onlyGood: (good: number, bad: number) => `仅导入正确行（导入 ${good} 行，跳过 ${bad} 行）`,
	allOrNothing: '文件中有错误，默认全部不导入。建议下载错误清单，改正后重新试运行。',
	errorFile: '下载错误清单',
	errorFileFailed: '错误清单没有下载成功，请重新选择文件，再试运行一次。',
	unreadable: '文件在选择之后又有改动，或已被移走，无法读取。请重新选择一次，再试运行。',
	noAnswer: '没有收到服务器的回答，可能没有导入。请刷新页面，看导入记录后再决定。',
	locked: (round: string, state: string) =>
		`“${round}”${state}，名册和候选项目已固定，现在不能导入。仍可换发代表证、补签、请假；改动请在本轮宣布或中止后办理。`,
	filters: {
		issues: '错误和警告',
		error: '错误',
		warning: '警告',
		new: '新增',
		changed: '更新',
		unchanged: '不变',
		all: '全部'
	},
	states: { new: '新增', changed: '更新', unchanged: '不变', error: '错误' },
	filterLabel: '显示哪些行',
	tableCaption: '逐行核对',
	tableLabel: '试运行的逐行结果，可左右滚动',
	rowNumber: '行',
	state: '状态',
	was: (text: string) => (text === '' ? '原为空' : `原为 ${text}`),
	emptyCell: '（空）',
	noRows: '没有这样的行。',
	previous: '上一页',
	next: '下一页',
	pageOf: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
	pagesLabel: '翻页',
	history: '导入记录',
	historyNone: '还没有导入过。',
	undo: '撤销本次导入',
	undoTitle: '撤销本次导入？',
	undoConfirm: '确认撤销',
	undoNote: '新增的内容会删去，更新的内容会恢复原样。导入之后又改动过的，不会撤销。',
	undoneAt: (at: string, by: string) => `已由 ${by} 于 ${at} 撤销`,
	importedBy: (by: string, at: string) => `${by} 于 ${at} 导入`,
	historyCounts: (counts: { new: number; changed: number; unchanged: number }) =>
		`新增 ${counts.new}，更新 ${counts.changed}，不变 ${counts.unchanged}`
} as const;

export const importAnswers = {
	imported: (counts: { new: number; changed: number }) =>
		`已导入：新增 ${counts.new}，更新 ${counts.changed}。在本轮表决就绪以前，可在下面的导入记录中撤销。`,
	undone: '已撤销这次导入，数据已恢复到导入以前。'
} as const;

/** What is wrong with a cell, or worth a look; an unknown code says itself. */
export const issueText = (issue: {
	kind: 'fault' | 'warning';
	code: string;
	detail?: Record<string, string | number>;
}): string => {
	const text =
		issue.kind === 'fault'
			? cellFaultTexts[issue.code as CellFaultCode]
			: cellWarningTexts[issue.code as CellWarningCode];
	return filled(text ?? issue.code, issue.detail);
};

export const noticeText = (notice: { code: string; detail?: Record<string, string | number> }): string =>
	filled(fileNoticeTexts[notice.code as FileNoticeCode] ?? notice.code, notice.detail);
