/** What is printed on the deputies' QR cards, and what the command that makes them says. */
export const cardsTexts = {
	title: '代表证卡',
	pageNote: '打印后请立即删除本文件：其中的二维码和卡号就是代表的投票凭证。',
	sheet: (page: number, pages: number) => `代表证卡 第 ${page} 页，共 ${pages} 页`,
	spareSheet: (page: number, pages: number) => `代表证卡（备用） 第 ${page} 页，共 ${pages} 页`,
	sheetHelp: '用 160 克以上卡纸，按实际大小（100%）打印。沿实线裁开；沿虚线把二维码一面向左折，盖住后封口。',
	ruler: '此线应长 50 毫米',
	waste: '废页、裁下的边角请当场粉碎。',
	cardTitle: '代表证卡',
	spare: '（备用，密封保管）',
	number: '编号',
	foldHelp: '沿虚线把二维码一面折过来，盖住这里，封口。',
	keepSafe: '二维码和卡号就是选票凭证：勿拍照，勿交他人。',
	giveBack: '会后交回，统一销毁。',
	typed: '无法扫码时输入：'
} as const;

/** Why a list of deputies makes no cards, said by the command and by the saved page. */
export const delegatesRefusalTexts = {
	'file-not-text': '名单不是 CSV 文件，没有制卡。请在表格软件中把名单另存为 CSV 后重试。',
	'columns-missing':
		'名单中没有找到必需的列：{names}，没有制卡。请核对表头，或把内容复制到系统的名册模板中，另存为 CSV 后重试。',
	'column-twice': '名单第 {row} 行表头中有两列都是“{name}”，没有制卡。请删去多余的一列后重试。',
	'no-rows': '名单的表头下面没有代表，没有制卡。请填写后重试。',
	'too-many-rows': '名单有 {rows} 行，超过 {most} 行，没有制卡。请核对是否选错了文件。',
	'too-many-columns': '名单第 {row} 行在第 {most} 列以后还有内容，没有制卡。请只留名单的列后重试。',
	'row-fault': '名单第 {row} 行“{column}”{reason}，没有制卡。请改正后重试。'
} as const;

export type DelegatesRefusal = keyof typeof delegatesRefusalTexts;

export const cardRefusalTexts = {
	'card-no-delegate': '名册中没有 {number} 号代表，一张都没有登记。请核对这批卡是不是本届代表的。',
	'card-key-bad': '{number} 号的公钥不正确，一张都没有登记。文件可能被改动过，请用制卡时保存的原文件。',
	'card-key-taken': '这批卡中有公钥已被登记，一张都没有登记。每张卡只能登记一次，请核对文件。',
	'card-exists':
		'{number} 号 {name} 代表已经有过代表证卡，一张都没有登记。换卡须补发，由会务和监票人两人办理。',
	'card-was-revoked': '{number} 号 {name} 代表的这张卡已经挂失，不能再用，没有办理。请制作新卡补发。',
	'card-round-frozen':
		'“{round}”已经就绪，名册已固定，没有登记新卡。没有卡的代表不在本轮名册中；请在本轮表决结束后再发。',
	'card-none-before': '{number} 号 {name} 代表从来没有发过卡，没有补发。请用“制卡”发第一张。',
	'card-drew-round':
		'{name} 代表已用原卡领取本轮表决票，没有补发：领出的票只能用原卡投，新卡在本轮领不到票。请用仍登录着的平板或监票人封存的备用卡完成；原卡丢失的可先挂失，本轮表决结束后再补发。',
	'card-not-live': '这张卡已经停用或已经换过，没有重复挂失。请刷新页面看清当前状态。'
} as const;
