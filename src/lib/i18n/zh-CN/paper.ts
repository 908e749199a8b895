/** 纸质票: handing it out at the desk, counting it out, reading it twice, comparing and ruling. */

/** Refusals about paper; part of `refusalTexts`. */
export const paperRefusalTexts = {
	'paper-no-such-delegate': '名册中没有 {number} 号代表，没有办理。请核对代表证号，或按姓名查找。',
	'not-on-roll': '{name} 代表不在本轮固定的名册中，没有发票。请报告总监票人。',
	'delegate-not-checked-in': '{name} 代表尚未签到，没有办理。请先办理签到，再办理纸质票。',
	'delegate-has-left': '{name} 代表已登记退场，没有发票。如已回到会场，请先在签到处登记返回。',
	'already-drawn-electronically':
		'{name} 代表本轮已在平板上领取电子票，不能再领纸质票：一人只能领一张票。请该代表用平板投票。',
	'already-drawn-paper': '{name} 代表本轮已领取纸质票，没有重复办理。写坏的纸质票凭原票更换，不再登记领票。',
	'paper-round-not-drawable': '本轮现在不能发纸质票，没有发票。表决就绪之后、结束之前才能发票。',
	'round-not-paper-only': '本轮不是“只用纸质票”，不能全部发纸质票。请逐人办理。',
	'nobody-without-ballot': '在场代表都已领票，没有需要发票的人。',
	'paper-only-in-draft': '本轮已经就绪，票种不能再改。如须改用纸质票，请中止本轮，在新一轮中选择。',
	'no-paper-issued': '本轮没有发出纸质票，不需要清点。如票箱中出现纸质票，请报告总监票人。',
	'paper-wrong-state': '现在不能办理纸质票的清点和录入，没有办理。表决结束之后、计票之前才能办理。',
	'paper-already-finished': '本轮纸质票已经确认录完，没有办理。如须更正，请由总监票人提出更正。',
	'printed-too-few':
		'印制 {printed} 张，少于发出 {issued} 张与作废 {spoiled} 张之和，没有保存。请核对印制、作废的张数。',
	'entry-has-begun': '已经开始录入，清点数字不能再改。如清点有误，请报告总监票人。',
	'not-counted-out': '纸质票还没有清点，不能录入。请先清点收回的票数。',
	'paper-surplus': '收回表决票 {returned} 张，多于发出的 {issued} 张。按规定本次表决无效，请报告总监票人。',
	'no-such-batch': '没有这一批纸质票，没有办理。请刷新页面，核对批号。',
	'stale-batch': '这一批的状态已经变化，没有办理。请看清页面上的当前状态再决定。',
	'batch-entered-by-you': '您已录入过这一批，没有重复保存。第二遍须由另一位计票人录入。',
	'batch-entered-twice': '这一批已由两位计票人各录入一遍，没有再保存。请录入其他批次。',
	'wrong-batch-size': '这一批应为 {size} 张，实际录入 {entered} 张，没有保存。请清点本批张数后再提交。',
	'bad-paper-ballot': '录入的第 {ballot} 张票不符合本次表决票的格式，没有保存。请重新录入这一张。',
	'paper-reason-needed': '须写明理由，没有办理。请写明理由后重试。',
	'batch-not-different': '这一批两次录入并无不一致，不需要裁定。请看清当前状态。',
	'no-such-unclear': '没有这张待认定的票，或已经认定过。请看清当前状态。',
	'ruling-breaks-rule':
		'认定的选择不符合票决办法：每票最多选 {seats} 项，须选满的不得少选。请改为“无效”或更正。',
	'ruling-bad-numbers': '认定的序号不正确：须为 1 至 {candidates} 号，且同一项目不能既赞成又反对。请更正。',
	'batches-not-done': '还有 {missing} 批没有录完、比对一致或认定，不能确认。请先办完这些批次。',
	'paper-sum-differs': '录入 {entered} 张，与收回 {returned} 张不等，不能确认。请核对各批张数。'
} as const;
