/** What `npm run cards` says to whoever makes the cards. */
export const cardsCommandTexts = {
	usage:
		'用法：npm run cards -- --delegates 名单.csv --out 文件夹 [--origin 系统地址] [--keep-seeds] [--force]',
	badOrigin: (origin: string): string =>
		`--origin ${origin} 不正确，没有制卡。请填写代表平板上打开的地址，如 https://vote.hall.lan:3000，不带路径，结尾不要斜杠。`,
	noFile: (file: string): string => `没有找到名单 ${file}，没有制卡。请核对 --delegates 后面的文件名。`,
	present: (file: string): string =>
		`${file} 已经存在，没有制卡。请换一个文件夹；确认那批卡作废的，加 --force 重新制卡。`,
	made: (count: number, origin: string, out: string): string =>
		`已制作 ${count} 张卡，系统地址 ${origin}，文件在 ${out} 中：\n请打印 cards.html，核对后立即删除；再在“代表证卡”页面导入 roll.csv。`,
	local:
		'注意：系统地址是本机，二维码在代表的平板上打不开。正式制卡请用 --origin 写明平板上打开的地址，再加 --force 重做。',
	seeds: '注意：cards.json 中是全部代表的投票凭证，谁拿到都能冒用；不再需要时请立即删除。'
} as const;
