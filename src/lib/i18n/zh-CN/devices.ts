import type { DeviceCheck, DeviceKind } from '../../domain/device-check.ts';

export const deviceKindNames: Record<DeviceKind, string> = {
	tablet: '代表平板',
	hall: '会场大屏',
	desk: '工作电脑'
};

export const deviceCheckNames: Record<DeviceCheck, string> = {
	browser: '浏览器版本',
	secure: '安全连接',
	crypto: '密码计算',
	storage: '本机暂存',
	live: '实时连接',
	box: '票箱连接',
	clock: '时钟误差',
	network: '网络往返（中位、最慢）',
	screen: '屏幕大小',
	awake: '屏幕常亮',
	touch: '触摸'
};

/** What to do where a check did not pass. */
export const deviceAdvice: Record<DeviceCheck, string> = {
	browser: '浏览器太旧。请升级到 Chrome 87 或 Safari 14 以上，或更换设备。',
	secure: '没有安全连接，不能扫码和常亮。请用 https 地址打开；提示不受信任的，先安装会场证书。',
	crypto: '密码计算不正确或太慢。请关闭其他程序，升级浏览器，或更换设备。',
	storage: '浏览器禁止暂存，刷新后须重新扫码。请退出无痕模式，允许本站使用存储。',
	live: '实时连接不通，页面不会自动更新。请检查网络和代理设置。',
	box: '连不上票箱，不能投票。请确认票箱地址能打开，并且信任同一张证书。',
	clock: '时钟相差超过 2 秒。请在系统设置中打开自动对时，或手工校准。',
	network: '网络慢或有丢失。请靠近无线接入点，检查信道和接入台数。',
	screen: '屏幕太小，内容显示不下。请更换设备，或取消浏览器缩放。',
	awake: '浏览器不能保持常亮。请在系统设置中把自动锁屏改为“永不”，再勾选下面的确认。',
	touch: '有触点没有反应或反复点偏。请擦净屏幕，取下保护膜再试。'
};

export const deviceTexts = {
	title: '设备检查',
	intro: '请选择设备种类，填写标签上的编号。检查约需半分钟。',
	kind: '设备种类',
	number: '标签编号',
	code: '检查码',
	codeHelp: '扫会务页面上的二维码打开本页，检查码会自动填好；工作人员登录后不用填。',
	signedIn: (name: string) => `已登录：${name}`,
	running: '正在检查…',
	again: '重新检查',
	pending: '待查',
	passed: '通过',
	failed: '未通过',
	settings: '已在系统设置中关闭自动锁屏',
	touchStart: '开始触摸测试',
	touchHelp: '请逐个点亮九个圆点，一次点一个。',
	touchEnd: '放弃',
	target: (at: number) => `触点 ${at}`,
	save: '保存检查结果',
	saving: '正在保存…',
	incomplete: '请先选种类、填编号，并等检查做完。',
	saved: (kind: string, number: number, passed: boolean) =>
		`${kind} ${number} 号的检查结果已保存：${passed ? '通过' : '未通过，请按提示处理后重新检查'}。`,
	certificate: '安装会场证书'
} as const;

export const deviceFormTexts = {
	form: '检查结果不完整，没有保存。请填写 1 到 9999 的编号，重新检查后再保存。',
	count: '应有台数没有保存。请填写 0 到 9999 的数字；没有这类设备，填 0。',
	code: '检查码不正确或已过期，没有保存。请重新扫会务页面上的二维码，或请工作人员登录。'
} as const;

export const devicesTexts = {
	title: '设备检查',
	intro: '每台设备贴上编号标签，扫这里的二维码打开检查页；同一编号再次检查，以后一次为准。',
	linkTitle: '检查入口',
	linkHelp: '二维码和检查码半小时内有效，本页自动更换。检查码只能用来保存检查结果。',
	code: '检查码',
	address: '地址',
	certificate: '设备第一次使用，先打开下面的地址安装会场证书：',
	halls: '大屏的配对在“大屏”页办理',
	expected: '应有台数',
	saveExpected: '保存台数',
	expectedSaved: (kind: string, count: number) =>
		`${kind}应有台数已保存为 ${count} 台，编号 1 到 ${count} 没有检查的，就绪检查单会提醒。`,
	noneExpected: (kind: string) => `已保存：会场不用${kind}。`,
	counts: (passed: number, failed: number, missing: number) =>
		`通过 ${passed} 台，未通过 ${failed} 台，没有检查 ${missing} 台`,
	filters: { all: '全部', failed: '未通过', passed: '通过' },
	missing: '没有检查的编号',
	none: '没有缺号。',
	columns: {
		number: '编号',
		state: '结果',
		faults: '未通过的项目',
		browser: '浏览器',
		network: '网络往返',
		at: '检查时间'
	},
	empty: '还没有检查过这类设备。',
	print: '打印清单',
	remove: '移除',
	removeOf: (kind: string, number: number) => `移除${kind} ${number} 号的检查记录`,
	removed: '已移除。'
} as const;
