/** 代表名册: the list, the form for one deputy, the end of a mandate. */
export const deputiesTexts = {
	title: '代表名册',
	summary: (view: { active: number; delegations: number; withoutCard: number }) =>
		`共 ${view.active} 人，${view.delegations} 个代表团` +
		(view.withoutCard ? `；${view.withoutCard} 人还没有可用的代表证。` : '；都有可用的代表证。'),
	none: '名册是空的。请先下载模板填写，再导入。',
	phoneNote: '手机号只供会务使用，其他页面和公开材料都不显示。',
	import: '导入名册',
	add: '增加代表',
	search: '查找编号、姓名、代表团、座位或手机号',
	searchButton: '查找',
	clear: '显示全部',
	found: (count: number, search: string) => `“${search}”：找到 ${count} 人。`,
	formerOf: (count: number) => `资格终止 ${count} 人`,
	backToRoll: '返回名册',
	formerTitle: '资格终止的代表',
	tableLabel: '代表名册，可左右滚动',
	columns: {
		number: '代表证号',
		name: '姓名',
		gender: '性别',
		delegation: '代表团',
		seat: '座位',
		phone: '手机号',
		scrutineer: '监票人',
		card: '代表证',
		act: '办理'
	},
	scrutineers: { none: '', member: '监票人', chief: '总监票人' },
	noCard: '未发证',
	edit: '修改',
	editOf: (number: number, name: string) => `修改 ${number} 号 ${name}`,
	locked: (round: string, state: string) =>
		`“${round}”${state}，名册已固定，现在只能查看。仍可换发代表证、补签、请假；名册的改动请在本轮宣布或中止后办理。`
} as const;

export const deputyTexts = {
	add: '增加代表',
	edit: (number: number, name: string) => `修改代表：${number} 号 ${name}`,
	person: (number: number, name: string) => `${number} 号 ${name}`,
	back: '返回代表名册',
	save: '保存',
	genders: { '': '未填', 男: '男', 女: '女' },
	scrutineers: { 否: '不是监票人', 是: '监票人', 总监票人: '总监票人' },
	remove: '移出名册',
	removeHelp:
		'没有发过证、没有签到和表决记录的代表会直接删除；有记录的改为“资格终止”：不再列入新的票决轮次，代表证作废，以前的记录保留。',
	removeReason: '原因（例如：调离、辞职、罢免、去世，或录入错误）',
	removeTitle: '将这位代表移出名册？',
	removeConfirm: '确认移出',
	removeNote: '移出后应到人数随之减少，法定人数重新计算。',
	former: '这位代表的资格已终止，不列入新的票决轮次。',
	restore: '恢复资格',
	restoreNote: '恢复后须重新发证。'
} as const;

export const deputyAnswers = {
	added: '已增加到名册。',
	saved: '已保存。',
	unchanged: '内容没有变化。',
	deleted: '已从名册中删除。',
	terminated: '已登记资格终止，代表证已作废。',
	restored: '已恢复资格，请重新发证。'
} as const;
