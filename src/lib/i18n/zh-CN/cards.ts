/** What is printed on the deputies' QR cards, and what the command that makes them says. */
export const cardsTexts = {
	title: '代表二维码卡',
	pageNote: '打印后请立即删除本文件：其中的二维码和卡号就是代表的投票凭证。',
	number: '编号',
	seat: '座位',
	keepSafe: '请妥善保管，勿交他人。无法扫码时输入下方卡号。'
} as const;
