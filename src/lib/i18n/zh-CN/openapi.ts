/** Words of the interface's description. */
export const openapiTexts = {
	title: '民生实事项目票决接口',
	about:
		'公开数据不需要登录，任何人可以读取。时间为带时区的 ISO 8601，项目接口的 JSON 中金额以分为单位，CSV、XLSX 文件和 OC4IDS 中以元为单位。错误按 RFC 9457 给出，code 稳定不变，detail 是给人看的中文说明。表决协议的字节格式见协议说明。',
	tags: {
		openData: '公开数据',
		ballot: '表决协议'
	},
	projects: '公开项目清单，每页给出下一页的地址',
	projectsFile: '公开项目清单的文件',
	project: '一个公开项目，格式由 Accept 选择',
	projectFile: '一个公开项目的文件',
	oc4ids: '按基础设施公开合同数据标准（OC4IDS 0.9）给出的项目包',
	calendar: '时间节点日历，可以在日历软件中订阅',
	feed: '办理动态，可以在阅读器中订阅（Atom 1.0）',
	openapi: '本说明',
	archive: '一轮表决的公开档案，宣布之后可以下载',
	tally: '一轮表决的公布数字，宣布之后任何人可以读取',
	challenge: '代表证登录的第一步：取得随机数',
	login: '代表证登录的第二步：以签名登录',
	me: '当前登录的身份',
	current: '本次会议最近就绪的一轮表决',
	candidates: '候选项目的文字，与表决清单中的散列一致',
	draw: '领取表决票',
	cast: '投票。只到票箱的地址，不带任何身份',
	signOut: '退出登录',
	steps: '演练中平板的步骤用时，只在演练会议中收取',
	ok: '成功',
	okNothing: '成功，没有内容',
	unchanged: '没有变化（请求带有相同的 ETag）',
	problem: '没有办理',
	tryLater: '暂时不能办理，请稍候用同样的内容再试',
	id: '标识',
	format: '文件格式',
	sameOrigin: '须与系统网址相同',
	cookie: '登录后由系统设置'
} as const;
