/** What `npm run hall` says to whoever starts an installation. */
export const hallCommandTexts = {
	usage: '用法：npm run hall -- [--data 文件夹] [--local [--port 端口]]',
	portOfCertificates:
		'--port 只与 --local 一起用，没有启动。会场的端口写在 certs/https.env 中；要换端口，请重新运行 npm run cert 并写明 --port。',
	badPort: '--port 须为 1 到 65535 的整数，没有启动。',
	noHttps: (dir: string): string =>
		[
			'还没有为会场设置 https（或 certs/https.env 不完整），没有启动：平板在普通 http 地址下不能扫码、不能保持亮屏。请先运行（两个主机名或地址，前者是页面的，后者是票箱的）：',
			'',
			`  npm run cert -- --host 主机名或地址 --host 另一个主机名或地址 --out ${dir}/certs`,
			'',
			'只在本机试用，加 --local。'
		].join('\n'),
	preparing: '正在启动（首次启动需要一两分钟）……',
	ended: (code: number | null): string => `服务意外结束（${code}）。请查看上面的提示，处理后重新启动。`,
	running: (origin: string): string => `票决已启动：${origin}`,
	noCongress: (dir: string): string =>
		[
			'还没有人大。请另开一个窗口运行，会给出首批账号和一次性密码：',
			'',
			`  npm run admin -- congress add --name 某某镇人民代表大会 --level town --data ${dir}`
		].join('\n'),
	pages: (origin: string, certificate: string | null): string =>
		[
			`  工作人员登录  ${origin}/login`,
			`  会场大屏      ${origin}/hall`,
			`  代表平板      ${origin}/tablet`,
			...(certificate ? [`  平板安装证书  ${certificate}`] : [])
		].join('\n'),
	congresses: (names: string[]): string => `本系统的人大：${names.join('、')}`,
	care: (dir: string): string =>
		[
			`  全部数据在 ${dir}。备份：npm run admin -- backup --drill --data ${dir}`,
			'  按 Ctrl-C 停止；再次运行本命令继续。'
		].join('\n')
};
