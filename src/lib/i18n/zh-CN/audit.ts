import { roleName, twoPersonActNames } from './common.ts';

/**
 * Every act that stands in a chain, in the words of /audit. The type below is what an act may be called: a new one
 * gets its word here first.
 */
export const auditActNames = {
	// The congress's own chain: accounts, sign-ins, the congress itself
	'congress-created': '建立人大',
	'account-created': '新建账号',
	'account-changed': '更改账号资料',
	'role-changed': '更改角色',
	'account-disabled': '停用账号',
	'account-enabled': '启用账号',
	'password-reset': '重置密码',
	'password-changed': '本人更改密码',
	'sessions-ended': '退出其他设备',
	'signed-in': '登录',
	'sign-in-failed': '登录失败',
	'identity-check-failed': '复核身份失败',
	'signed-out': '退出登录',
	'audit-exported': '导出审计记录',
	// 会前
	'meeting-created': '新建会议',
	'meeting-edited': '更改会议资料',
	'meeting-chosen': '选定当前会议',
	'poll-started': '另行组织票决',
	imported: '导入名册、项目或代表证',
	'import-undone': '撤销导入',
	'deputy-added': '新增代表',
	'deputy-changed': '更改代表资料',
	'deputy-deleted': '删除代表',
	'deputy-terminated': '代表资格终止',
	'deputy-restored': '恢复代表资格',
	'candidate-added': '新增候选项目',
	'candidate-changed': '更改候选项目',
	'candidate-removed': '移除候选项目',
	'cards-issued': '登记代表证',
	'card-reissued': '补发代表证',
	'card-revoked': '代表证挂失停用',
	'rehearsal-started': '开始演练',
	'rehearsal-ended': '结束演练',
	'candidate-file-added': '上传项目图片或附件',
	'candidate-file-removed': '移除项目图片或附件',
	'candidate-scale-changed': '更改建设规模',
	'scrutineers-chosen': '确定监票人',
	'rules-saved': '保存票决办法',
	'readiness-checked': '检查就绪清单',
	'script-saved': '保存主持词',
	'hall-paired': '大屏配对',
	'hall-set-up': '设置大屏',
	'hall-unpaired': '解除大屏配对',
	'hall-shows': '切换大屏内容',
	'timer-started': '开始计时',
	'timer-stopped': '停止计时',
	// 签到
	'checked-in': '签到',
	'check-in-undone': '撤销签到',
	'left-early': '中途退场',
	returned: '返回会场',
	'leave-noted': '登记请假',
	'leave-withdrawn': '撤销请假',
	'paper-noted': '登记使用纸质票',
	'paper-note-withdrawn': '取消使用纸质票',
	// 表决
	'control-taken': '接管控制',
	'act-withdrawn': '撤回待确认事项',
	'make-ready-requested': '提出表决就绪',
	'open-requested': '提出开始表决',
	'abort-requested': '提出中止本轮表决',
	'void-requested': '提出本轮表决作废',
	'correct-requested': '提出更正计票结果',
	'reissue-card-requested': '提出补发代表证',
	'round-ready': '表决就绪',
	'ballot-drawn': '领取电子票',
	'second-draw-refused': '拒绝重复领票',
	'paper-issued': '发出纸质票',
	'paper-issued-to-all': '向全体发出纸质票',
	'round-on-paper-only': '改为只用纸质票',
	'round-electronic-again': '恢复电子表决',
	'round-opened': '开始表决',
	'round-paused': '暂停表决',
	'round-resumed': '继续表决',
	'round-closing': '宣布结束表决',
	'round-closed': '表决结束',
	'round-aborted': '中止本轮表决',
	'round-void': '本轮表决作废',
	// 计票、签字、宣布
	'paper-counted-out': '清点纸质票',
	'paper-batch-entered': '录入一批纸质票',
	'paper-batch-decided': '裁定录入差异',
	'paper-batch-sent-back': '退回重新录入',
	'paper-ballot-ruled': '裁定纸质票效力',
	'paper-finished': '纸质票录入完毕',
	'ballot-declared-valid': '宣布表决有效',
	'round-counted': '计票完成',
	'result-settled': '处理并列或缺额',
	'result-corrected': '更正计票结果',
	'teller-signed': '计票人签字',
	'result-signed': '监票人签字',
	'result-announced': '宣布结果',
	// 归档
	'sealed-archive-taken': '取走密封档案',
	'archive-term-set': '确定档案保管期限',
	'archive-handed-over': '移交档案',
	'destruction-ordered': '提出销毁密封档案',
	'archive-destroyed': '销毁密封档案',
	// 办理进展
	'assignment-issued': '下达办理任务',
	'assignment-revised': '更改办理任务',
	'supervisors-set': '确定督办代表',
	'plan-submitted': '提交实施方案',
	'plan-approved': '同意实施方案',
	'plan-returned': '退回实施方案',
	'plan-withdrawn': '撤回实施方案',
	'report-submitted': '提交进展报告',
	'report-approved': '采纳进展报告',
	'report-returned': '退回进展报告',
	'report-withdrawn': '撤回进展报告',
	'evidence-added': '上传佐证材料',
	'evidence-withdrawn': '撤回佐证材料',
	'change-asked': '提出项目变更',
	'change-approved': '登记批准变更',
	'change-refused': '登记不同意变更',
	'change-withdrawn': '撤回项目变更',
	'act-issued': '下达督办或记录约谈、询问',
	'act-replied': '答复督办',
	'act-reopened': '退回督办答复',
	'act-closed': '督办办结',
	'acceptance-submitted': '报送验收',
	'acceptance-approved': '审定验收',
	'acceptance-returned': '退回验收',
	'light-rules-set': '调整亮灯规则',
	'tracker-settings-set': '调整办理设置',
	'visit-recorded': '代表视察或提出意见',
	'visit-photo-added': '代表上传视察照片',
	'visit-replied': '答复代表意见',
	'visit-rated': '代表评价答复',
	'survey-created': '建立满意度测评',
	'survey-graded': '满意度测评评定',
	// 居民留言和更正
	'feedback-shown': '公开居民留言',
	'feedback-kept-back': '居民留言不公开',
	'feedback-forwarded': '居民留言转责任单位',
	'feedback-drafted': '责任单位草拟答复',
	'feedback-answered': '公布对居民留言的答复',
	'feedback-contact-erased': '应要求删除居民联系方式',
	'correction-published': '发布更正说明',
	// Of older builds
	'milestone-added': '新增时间节点',
	'milestone-done': '时间节点完成'
} as const;

export type AuditAct = keyof typeof auditActNames;

/** An act of an older build that is not known any more stays what it was called. */
export const auditActName = (act: string): string =>
	Object.hasOwn(auditActNames, act) ? auditActNames[act as AuditAct] : act;

/** The acts whose word holds this text: people search in their own language. */
export const actsNamed = (text: string): AuditAct[] =>
	(Object.keys(auditActNames) as AuditAct[]).filter((act) => auditActNames[act].includes(text));

const detailNames: Record<string, string> = {
	username: '账号',
	name: '名称',
	role: '角色',
	from: '原为',
	unit: '单位',
	delegate: '代表证号',
	device: '设备',
	count: '数目',
	reason: '理由',
	level: '级别',
	accounts: '账号',
	format: '格式',
	lines: '条数',
	round: '轮次',
	number: '代表证号',
	as: '担任',
	recordedAt: '登记时间',
	cards: '张数',
	roll: '公钥表摘要',
	card: '卡公钥',
	old: '旧卡公钥',
	new: '新卡公钥',
	candidate: '项目',
	kind: '类别',
	bytes: '字节',
	version: '版本',
	changed: '亮灯变化（项）',
	fingerprint: '指纹',
	withdrawn: '事项',
	step: '环节',
	own: '自拟',
	mode: '内容',
	theme: '配色',
	seconds: '秒数',
	present: '实到',
	drawn: '已领票',
	inBox: '票箱中',
	printed: '印制',
	issued: '发出',
	spoiled: '作废',
	returned: '收回',
	valid: '有效',
	invalid: '无效',
	batch: '批次',
	batches: '批数',
	attempt: '录入次数',
	place: '票序',
	ballots: '票数',
	entered: '已录入',
	chosen: '选定',
	elected: '入选',
	note: '说明',
	root: '校验值',
	project: '项目',
	projects: '项目数',
	year: '年度',
	base: '计算基数',
	rule: '评定规则',
	grade: '评定',
	graded: '评定项目数',
	plannedOn: '计划时间',
	doneOn: '完成时间',
	reply: '第几次答复'
};

const valueNames: Record<string, string> = {
	...twoPersonActNames,
	visit: '视察记录',
	opinion: '意见',
	'wrong-password': '密码不正确',
	disabled: '账号已停用',
	picture: '图片',
	attachment: '附件',
	yes: '是',
	no: '否',
	none: '不担任',
	revote: '再次票决',
	lot: '抽签',
	presidium: '主席团决定',
	expand: '扩大名额',
	led: '深蓝',
	red: '深红',
	projector: '浅色',
	auto: '自动',
	title: '会议名称',
	candidates: '候选项目',
	all: '全体代表',
	majority: '满意过半数',
	'joint-rate': '满意和基本满意合计过半数',
	satisfied: '满意',
	basic: '基本满意',
	dissatisfied: '不满意',
	town: '乡镇',
	county: '县',
	city: '市',
	province: '省'
};

/** What a line of a chain says beside its act. */
export const auditDetailText = (detail: Record<string, string | number> | null): string =>
	Object.entries(detail ?? {})
		.map(([name, value]) => `${detailNames[name] ?? name}：${valueText(String(value))}`)
		.join('；');

function valueText(value: string): string {
	if (Object.hasOwn(valueNames, value)) return valueNames[value]!;
	return roleName(value);
}

/** Who acts where it is no account: the system itself, the operator's command, a deputy by number. */
export const auditActorText = (actor: string): string =>
	actor
		.replace(/^system$/, '系统')
		.replace(/^operator$/, '运维命令')
		.replace(/^delegate (\d+)$/, '$1 号代表');

export const auditTexts = {
	surface: '审计',
	title: '审计记录',
	intro:
		'账号与登录记在本级人大的记录链中，会议上的每件事记在该次会议的记录链中。记录只能增加，不能更改或删除。',
	ownChain: '账号与登录',
	everyChain: '全部',
	filter: {
		chain: '记录链',
		from: '从（日期）',
		to: '到（日期）',
		actor: '办理人',
		act: '事项',
		text: '内容包含',
		every: '全部',
		find: '查找',
		clear: '清除条件'
	},
	found: (total: number, capped: boolean): string =>
		capped ? `超过 ${total.toLocaleString('zh-CN')} 条` : `共 ${total.toLocaleString('zh-CN')} 条`,
	pages: '翻页',
	newest: '最新一页',
	newer: '上一页（较新）',
	older: '下一页（较早）',
	oldest: '最早一页',
	none: '没有符合条件的记录。',
	head: {
		at: '时间',
		chain: '记录链',
		seq: '序号',
		actor: '办理人',
		act: '事项',
		detail: '内容',
		code: '代码',
		hash: '校验值',
		nth: (seq: number): string => `第 ${seq.toLocaleString('zh-CN')} 条`
	},
	exportNote: `导出本身也会记入审计，一次最多 ${(20_000).toLocaleString('zh-CN')} 条。`,
	formats: { csv: '导出 CSV', xlsx: '导出 Excel', json: '导出 JSON' },
	fileName: '审计记录',
	check: {
		title: '核对记录链',
		intro: '重新计算每一条记录的校验值，并与已签字结果中记下的校验值对照。',
		button: '立即核对',
		busy: '正在核对…',
		whole: (count: number): string => `链条完整，共 ${count.toLocaleString('zh-CN')} 条`,
		broken: (seq: number): string => `第 ${seq} 条与链条不符，此条或其后的记录被改动过`,
		short: (seq: number): string => `已签字的结果中记有第 ${seq} 条，现在没有或已不同：记录被删除或改动过`,
		done: (ms: number): string => `核对用时 ${(ms / 1000).toFixed(1)} 秒。`,
		alarm: '有记录链被改动过。请保留现场，立即报告，不要继续使用本系统办理表决。'
	}
} as const;
