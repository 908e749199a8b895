/** 签到: what the check-in desk says, on the page and in refusals. */

/** Refusals of the check-in desk; part of `refusalTexts`. */
export const rollRefusalTexts = {
	'checked-in-but-left': '{name} 代表已签到，后来登记了退场。如已回到会场，请登记“返回会场”。',
	'leaving-unchecked': '{name} 代表尚未签到，不能登记退场。请核对身份；没有来的，请登记请假。',
	'already-left': '{name} 代表已登记退场，不需要重复办理。',
	'returning-unchecked': '{name} 代表尚未签到，没有办理。请直接办理签到。',
	'not-left': '{name} 代表没有登记退场，现在即在会场，不需要办理返回。',
	'leave-after-check-in': '{name} 代表已经签到，不能再登记请假。已离开会场的，请登记“中途退场”。',
	'no-leave-noted': '{name} 代表没有登记请假，不需要取消。',
	'nothing-to-undo': '{name} 代表没有签到记录，不需要撤销。',
	'undo-after-draw': '{name} 代表已领取表决票，签到不能撤销。如已离开会场，请登记“中途退场”。',
	superseded: '{name} 代表在此之后已有更新的签到、退场记录，这一条没有改动现状。请核对名册中的当前状态。',
	'recorded-in-future': '{name} 代表这条记录的时间晚于现在，没有办理。请校准本机时钟后重新办理。',
	'recorded-too-long-ago': '{name} 代表这条记录已超过 12 小时，不属于本次会议，没有办理。请核对后重新办理。',
	'another-meeting': '这条记录属于另一次会议，没有办理。请核对后在本次会议重新办理。'
} as const;

export const rollFormTexts = {
	delegateNumber: '没有收到代表编号，没有办理。请在名册中重新选择代表。',
	reason: '请写明原因（不超过 200 字），没有办理。'
} as const;
