import type { RefusalDetail } from '../../domain/result.ts';
import { congressRefusalTexts } from './congress.ts';
import { meetingsRefusalTexts } from './meetings.ts';
import { archiveRefusalTexts } from './archive-keeping.ts';
import { cardRefusalTexts } from './cards.ts';
import { paperRefusalTexts } from './paper.ts';
import { peopleRefusalTexts } from './people.ts';
import { rollRefusalTexts } from './roll.ts';
import { scrutineersRefusalTexts } from './scrutineers.ts';
import { papersRefusalTexts } from './papers.ts';
import { rulesRefusalTexts } from './rules-form.ts';
import { importRefusalTexts } from './import.ts';
import { residentsRefusalTexts } from './residents.ts';
import { rehearsalRefusalTexts } from './rehearsal.ts';
import { trackerRefusalTexts } from './tracker-refusals.ts';

/**
 * Every refusal in three parts: what happened, what it means for the ballot or the act, what to do.
 * `{name}` is filled from the refusal's detail.
 */
export const refusalTexts = {
	// The interface's codes
	'bad-request': '提交的内容格式不正确，没有办理。请刷新页面后重试。',
	'bad-blinded': '领票请求不完整，没有领到表决票。请重新扫描代表证后再试。',
	'bad-ballot': '表决票内容不符合本次表决的格式，没有投入票箱。请返回重新填写。',
	'too-many-approvals': '所选项目超过应选数，本票没有投入票箱。请取消多选的项目后再提交。',
	'too-few-approvals': '所选项目少于规定的数目，本票没有投入票箱。请选够后再提交。',
	'not-signed-in': '登录已失效，本次操作没有办理。请重新扫描代表证或重新登录。',
	'card-refused': '这张卡不能使用，没有登录。请核对卡号，或到签到处更换。',
	'wrong-credentials': '用户名或密码不正确，没有登录。请核对后重试。',
	'bad-origin': '请求的来源不正确，没有办理。请从本系统的页面进入后重试。',
	'not-checked-in': '您尚未签到，不能领票。请到签到处办理签到。',
	'bad-signature': '签名核对不符，没有办理。请重新扫描代表证后再试，仍不行请举手示意工作人员。',
	'bad-ticket': '领票凭证核对不符，本票没有投入票箱。请重新扫描代表证，仍不行请举手示意工作人员。',
	forbidden: '您没有办理此事的权限，没有办理。如有疑问，请联系会务人员。',
	'not-found': '没有找到所要的内容。请返回上一页，或联系会务人员。',
	'too-many-projects':
		'符合条件的项目超过 500 个，一份日历放不下。请在网址中用 congress（人大）、year（年度）或 project（项目）缩小范围。',
	'not-acceptable':
		'没有这种格式，没有给出数据。公开数据提供 JSON、CSV、XLSX 三种格式，请在网址后加上 .json、.csv 或 .xlsx。',
	'round-not-drawable': '现在不能领票。请等候主持人宣布。',
	'already-drawn-differently':
		'您已用另一张卡或另一份凭证领过票，不能再领。请用原来的卡继续，或举手示意工作人员。',
	'drew-paper': '您已领取纸质表决票，不能再领电子表决票。请使用纸质票投票。',
	'round-closed': '表决已经结束，本票没有投入票箱。',
	'round-not-open': '表决尚未开始或已暂停，您的选择仍保留在本机。请等候主持人宣布。',
	'too-large': '提交的内容过大，没有办理。请刷新页面后重试。',
	'form-too-large': '提交的内容过大，没有办理，也没有保存。请返回上一页，缩短文字后再提交。',
	// Where the form is still on the page.
	'entries-too-large': '提交的内容过大，没有办理，也没有保存。填写的内容仍在本页，请缩短文字后再提交。',
	'unsupported-media-type': '提交的内容类型不正确，没有办理。请刷新页面后重试。',
	'try-later': '系统繁忙，暂时没有办理，您的内容没有丢失。请稍候重试。',
	// Of no code of the interface: what a page says where the API says try-later.
	'database-away':
		'数据库暂时连接不上。已经保存的内容都在，刚才的操作可能没有办理。页面会自动重试，连上后请先看清当前状态。',
	// The desk's codes
	'no-such-delegate': '名单中没有这位代表，没有签到。请核对代表证号。',
	'already-checked-in': '{name} 代表已经签到，不需要重复办理。',
	'wrong-state': '本轮表决的状态已经变化，此操作没有办理。请看清页面上的当前状态再决定。',
	'quorum-not-met': '实到代表 {present} 人，法定人数为 {needed} 人，不能开始表决。请等候代表签到。',
	'no-candidates': '候选项目名单是空的，不能就绪。请先录入候选项目。',
	'exactly-needs-candidates':
		'规则要求每票必须选满 {seats} 项，但候选项目只有 {candidates} 项，不能就绪。请修改规则或候选名单。',
	'bad-rules': '表决规则不完整或互相矛盾，不能就绪。请检查表决规则。',
	'scrutineers-missing': '监票人没有定齐，至少要有总监票人 1 人、监票人 1 人，不能就绪。请先确定监票人。',
	'scrutineer-without-card': '监票人 {name} 没有可用的代表证，不能就绪。请先发卡。',
	'survey-list-old':
		'{changes}，测评名单还是原来的，不能就绪。请到“办理进展”的“满意度测评”中更新测评名单，再提出就绪。',
	'cards-missing': '还有 {missing} 位代表没有可用的代表证，不能就绪。请先发卡。',
	'same-person': '此事须由两位不同的人员办理，您已经确认过。请另一位人员在自己的页面上确认。',
	'second-person-too-late': '距第一位人员确认已超过两分钟，此事没有办理。请重新发起。',
	'nothing-pending': '没有等待确认的事项，或已被撤回。请看清当前状态。',
	'another-act-pending': '正在等待另一件事项的第二人确认，此事没有办理。请先完成或撤回那一件。',
	'roll-changed':
		'就在您按下时，签到或请假情况刚有变化（现在场 {present} 人），没有办理。请看清页面上的最新人数，再按开始表决。',
	'console-not-in-control':
		'本页不在控制中（当前控制人：{holder}），此操作没有办理。需要由本页操作的，请先按“接管控制”。',
	'unknown-placeholder':
		'主持词中的 {name} 不是可用的数字，没有保存。请改用列出的名称，例如大括号中写“实到”。',
	'reason-needed': '须填写理由，没有办理。请写明理由后重试。',
	'round-keys-lost':
		'本轮表决的密钥文件不在，票箱不能收票、也不能计票，没有办理。请由主持人或会务与一名监票人中止本轮，另行组织表决。',
	'box-unsafe': '票箱数据库的设置 {setting} 不符合保密或可靠要求，不能开始表决。请技术人员更正后重试。',
	'box-not-empty':
		'表决还没有开始，票箱里已有 {inBox} 张票，没有开始表决。投票前票箱须是空的，否则本轮计票不可信。请中止本轮，由技术人员查明原因后另开一轮。',
	'count-not-ready': '计票尚未完成，不能签字。请稍候。',
	'box-not-counted':
		'票箱还没有报出收回的电子票数，现在不能宣布表决是否有效，没有办理。请等本页提示核对发出、收回票数后再宣布。',
	'paper-not-counted': '纸质票尚未录入完毕，还不能计票。请先完成清点、录入和比对。',
	'validity-not-declared': '总监票人尚未宣布表决有效，还不能计票。请先核对发出、收回票数。',
	'nothing-to-settle': '本轮结果没有待决事项，不需要处理。请看清当前状态。',
	'settlement-not-in-rules': '票决办法没有规定这样处理，没有办理。请按已通过的票决办法选择。',
	'wrong-number-chosen': '须在并列的项目中选定 {seats} 项，没有办理。请重新选择。',
	'already-settled':
		'本轮的并列或缺额已经处理，后续事项以此为据，不能再更正。确有差错的，在宣布结果以前，由主持人或会务与一名监票人办理本轮作废，重新投票。',
	'nothing-to-correct':
		'本轮没有纸质票。电子票由票箱计数，不能更正；确有差错的，在宣布结果以前，由主持人或会务与一名监票人办理本轮作废，重新投票。',
	'tellers-first': '计票人还没有签齐（{signed}/{needed}），请计票人先签字，监票人再签。',
	'chief-signs-last': '总监票人最后签字。请监票人先核对签字。',
	'previous-round-open': '上一轮的结果还没有签字、宣布，本轮不能就绪。请先完成上一轮。',
	'stale-result': '计票结果已经更新，刚才的签字没有记录。请核对新的结果后再签。',
	'not-a-scrutineer': '您不是本次会议的监票人，不能签字。',
	'already-signed': '您已经签过字，不需要重复办理。',
	'signatures-missing': '监票人签字尚未齐全，不能宣布。请监票人先签字，总监票人最后签字。',
	'result-pending': '结果尚有待决事项（{reason}），不能签字确认。请先按表决办法处理。',
	'no-such-code': '没有等待配对的大屏使用这个配对码，没有配对。请核对大屏上显示的六位数字。',
	'no-such-candidate': '候选名单中没有这个项目，大屏没有切换。请刷新页面后重新选择。',
	'wrong-stage': '表决已经开始，大屏须显示表决情况，没有切换。请在下一轮表决开始前介绍项目。',
	'candidate-frozen': '这个项目已列入就绪的表决票，内容不能再改，没有保存。确需更改，请先中止该轮表决。',
	'upload-type':
		'这个文件不能使用，没有上传。图片只能上传 JPG、PNG、WebP，附件只能上传 PDF；请换一个文件，或另存后重试。',
	'upload-size': '{what}不能超过 {mb} MB，没有上传。请缩小后重试。',
	'too-many-files': '每个项目最多放 {most} 个图片和附件，没有上传。请先移除不用的文件。',
	'not-your-unit':
		'这个项目不由您所在单位负责，没有保存。请回到“我的待办”，选择本单位的项目；责任单位有误的，请联系人大办公室。',
	'bad-date': '日期不正确，没有保存。请按年-月-日填写。',
	...congressRefusalTexts,
	...meetingsRefusalTexts,
	...rulesRefusalTexts,
	...cardRefusalTexts,
	...paperRefusalTexts,
	...peopleRefusalTexts,
	...scrutineersRefusalTexts,
	...archiveRefusalTexts,
	...rollRefusalTexts,
	...papersRefusalTexts,
	...importRefusalTexts,
	...rehearsalRefusalTexts,
	...trackerRefusalTexts,
	...residentsRefusalTexts
} as const;

export type RefusalCode = keyof typeof refusalTexts;

/** Where a refusal would name a person and there is none. */
export const nobodyText = '无';

/** The sentence for a code; an unknown one says that nothing was done and whom to ask. */
export function refusalText(code: string, detail: RefusalDetail = {}): string {
	const text = (refusalTexts as Record<string, string>)[code] ?? '没有办理，请稍后重试或联系会务人员。';
	return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(detail[name] ?? whole));
}
