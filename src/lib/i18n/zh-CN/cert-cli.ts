/** What `npm run cert` says to whoever sets up the hall's network. */
export const certCommandTexts = {
	rootName: '票决会场根证书',
	usage:
		'用法：npm run cert -- --host 域名 --host 地址 [--host …] --out 文件夹 [--port 端口] [--http-port 端口] [--name 根证书名称] [--new-root] [--unconstrained]',
	badHost: (host: string): string =>
		`--host ${host} 不是域名，也不是 IP 地址，没有生成证书。请只写主机，如 vote.hall.lan 或 192.168.1.10，不带 https:// 和端口。`,
	oneHost: (host: string): string =>
		`只写了一个地址，没有生成证书：页面和票箱须用不同的地址。请再加一个 --host，写本机的 IP 地址或第二个域名，与 ${host} 不同。`,
	badPort: '--port 和 --http-port 须为 1 到 65535 的整数，没有生成证书。请改正后重试。',
	samePort: '--http-port 与 --port 相同，没有生成证书。请换一个端口。',
	rootElsewhere: (out: string, hosts: readonly string[]): string =>
		`${out} 中的根证书不能用于 ${hosts.join('、')}，没有生成证书。请改用原来的地址；确须换地址的，加 --new-root 另做根证书，此后每台平板都要重新安装。`,
	made: (made: { old: boolean; fingerprint: string; days: number; rootKey: string }): string =>
		[
			made.old
				? '已更新服务器证书。根证书仍是原来的，平板不需要重新安装。'
				: '已生成根证书和服务器证书。每台平板须安装一次根证书，步骤见服务器的 /certificate 页面。',
			'根证书指纹（SHA-256），请在每台设备上核对：',
			made.fingerprint,
			`服务器证书 ${made.days} 天内有效，到期前请再运行一次本命令。`,
			`请把 ${made.rootKey} 移到优盘上保管，不要留在服务器上；更新证书时再用。`,
			'服务器的设置如下，可以照抄，也可以用 --env-file 读取 https.env：'
		].join('\n')
} as const;
