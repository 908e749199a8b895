/** The scrutineers' desk. */

export const resultTableTexts = {
	rank: '名次',
	number: '序号',
	name: '候选项目',
	outcome: '结果',
	level: '并列'
} as const;
