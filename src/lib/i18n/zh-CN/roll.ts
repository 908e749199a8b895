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

/** What the desk says of an entry, without or with the server. */
export const rollTexts = {
	'unknown-number': (number: number) => `名册中没有 ${number} 号代表。请核对编号，或按姓名查找。`,
	'unknown-card':
		'有效名册中没有这张代表证，没有签到。可能已挂失换发，或不是本次会议的证件；请核对身份，按姓名查找。',
	'bad-card': '没有读清这张代表证，没有签到。请再扫一次，或按姓名查找。',
	'choose-row': '请用上下键选定代表，核对后按回车签到。',
	'nobody-found': '名册中没有符合的代表。请核对姓名或编号。',
	already: (name: string, at: string) => `${name} 已于 ${at} 签到，不必重复。`,
	noAnswer: '网络中断，没有办成。请恢复网络后再办；签到、退场、返回不受影响。',
	signIn: '登录已失效，没有办理。请重新登录后再办。',
	cannotKeep: (name: string) => `网络中断，本机也无法保存 ${name} 的记录。请用纸记下，恢复后补签。`,
	offline:
		'与服务器的连接中断。签到、退场、返回照常办理，记录保存在本机。请不要关闭或刷新这个页面：网络恢复以前打不开。',
	toUpload: '待上传',
	waitsHere: '已记录在本机，待上传',
	waiting: (count: number) => `已记录，待上传 ${count} 条`,
	keepOpen: '网络恢复后自动按顺序上传。网络没有恢复时，请不要关闭或刷新这个页面。',
	uploading: '正在按顺序上传，请稍候。',
	signInToUpload: '登录已失效，记录仍保存在本机。请在新窗口重新登录，登录后自动上传。',
	uploaded: (count: number) => `已上传 ${count} 条，记录时间保持不变。`,
	missedClose: (count: number) => `其中 ${count} 条上传时该轮已结束，不计入该轮实到，从下一轮起计入。`,
	conflicts: (count: number) => `${count} 条记录没有照原样办理，请逐条核对`,
	conflictOf: (number: number, at: string, act: string) => `${number} 号 ${at} ${act}：`,
	dismiss: '知道了'
} as const;

/** What an act is called, and what is said once it is done. */
export const actNames = {
	checkIn: '签到',
	leaveEarly: '中途退场',
	returnToHall: '返回会场'
} as const;

export const actDone = {
	checkIn: (name: string) => `${name} 已签到`,
	leaveEarly: (name: string) => `${name} 已登记退场`,
	returnToHall: (name: string) => `${name} 已返回会场`,
	noteLeave: (name: string) => `${name} 已登记请假`,
	withdrawLeave: (name: string) => `${name} 已取消请假`,
	undoCheckIn: (name: string) => `${name} 的签到已撤销`,
	notePaper: (name: string) => `${name} 的用票方式已登记`,
	issuePaper: (name: string) => `已发给 ${name} 纸质票`
} as const;

/** 未到、已到、请假、退场 in a word and in a shape: colour alone says nothing to some. */
export const attendanceNames = {
	absent: { word: '未到', shape: '○' },
	'in-hall': { word: '已到', shape: '●' },
	'on-leave': { word: '请假', shape: '△' },
	left: { word: '退场', shape: '◐' }
} as const;

export const rowActTexts = {
	more: '办理…',
	moreOf: (number: number, name: string) => `办理 ${number} 号 ${name}`,
	close: '收起',
	leaveReason: '请假原因',
	noteLeave: '登记请假',
	withdrawLeave: '取消请假',
	undoReason: '撤销原因',
	undoCheckIn: '撤销签到',
	undoDrawn: '已领票，签到不能撤销；已离开的请登记退场。',
	wantPaper: '要纸质票',
	wantTablet: '改回电子票',
	issuePaper: '发纸质票',
	paperWanted: '要纸质票',
	paperIssued: '已发纸质票',
	drewElectronic: '已领电子票',
	late: '补签',
	online: '请假、撤销签到和纸质票须在网络恢复后办理。'
} as const;

export const seatTexts = {
	podium: '主席台',
	row: (row: number) => `${row}排`,
	empty: '空位',
	elsewhere: '没有固定座位，或座位写法无法识别',
	legend: '图例'
} as const;

export const delegationTexts = {
	delegation: '代表团',
	expected: '应到',
	came: '实到',
	left: '其中退场',
	onLeave: '请假',
	absent: '缺席',
	share: '到会情况',
	total: '合计'
} as const;

export const cameraTexts = {
	start: '用摄像头扫描',
	stop: '关闭摄像头',
	picture: '摄像头画面',
	hint: '请将代表证二维码对准镜头，读到后自动签到。画面特意模糊，以免卡号被拍下。',
	foreign: '这不是代表证的二维码。请换代表证，或按姓名查找。',
	'camera-missing': '没有可用的摄像头，或页面不是安全连接。请用扫描枪，或输入编号、姓名。',
	'camera-refused': '浏览器没有允许使用摄像头。请在地址栏允许后重试，或用扫描枪、输入编号。'
} as const;

export const entryTexts = {
	label: '扫描代表证，或输入编号、姓名',
	help: '扫描后自动签到。也可输入编号后按回车；或输入姓名、拼音、首字母，用上下键选定后按回车。',
	matches: '查找到的代表',
	more: (count: number) => `另有 ${count} 人，请再多输入几个字。`,
	nothing: '最近一次签到的结果显示在这里。'
} as const;
