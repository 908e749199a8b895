/** The page from which a hall's devices take the root certificate. */
export const certificateTexts = {
	title: '安装会场证书',
	intro:
		'会场的平板、大屏和工作电脑须先信任本会场的根证书，才能打开票决系统。每台设备只装一次；会后可以移除。',
	compareTitle: '先核对指纹',
	compare:
		'本页未加密时，证书可能被人调换。安装时，请把设备上显示的 SHA-256 指纹与会务印发的纸面指纹逐组核对，一致才信任。',
	name: '证书名称',
	until: '有效期至',
	download: '下载证书（安卓、电脑）',
	downloadProfile: '下载描述文件（iPad）',
	open: '装好以后打开系统',
	check: '再做设备检查',
	none: '本系统使用公共机构签发的证书，各类设备本来就信任，不需要安装。',
	profile: '本会场票决系统的根证书。会后请移除。',
	guides: [
		{
			id: 'android',
			title: '安卓平板',
			agent: /Android/,
			steps: [
				'点“下载证书（安卓、电脑）”，保存 root.crt。',
				'打开“设置”，查找“证书”，进入“安装证书”或“从存储设备安装”，选“CA 证书”。',
				'系统提示网络可能受到监控时，选“仍然安装”，再选下载的 root.crt；设备会要求先设锁屏密码。',
				'在“信任的凭据”的“用户”一栏点开证书，核对指纹。',
				'用 Chrome 打开系统。其他浏览器可能不认用户证书，请换 Chrome，或由管理工具统一下发证书。'
			]
		},
		{
			id: 'ipad',
			title: 'iPad',
			agent: /iPad|iPhone|Macintosh/,
			steps: [
				'用 Safari 打开本页，点“下载描述文件（iPad）”，选“允许”。',
				'打开“设置”，点“已下载描述文件”，点“安装”，输入锁屏密码。',
				'在“更多详细信息”中核对证书指纹。',
				'打开“设置”“通用”“关于本机”“证书信任设置”，为本证书打开“完全信任”。少了这一步，系统仍打不开。'
			]
		},
		{
			id: 'windows',
			title: 'Windows 电脑',
			agent: /Windows/,
			steps: [
				'点“下载证书（安卓、电脑）”，双击 root.crt，点“安装证书”。',
				'选“当前用户”；多人共用的电脑选“本地计算机”，须有管理员权限。',
				'选“将所有的证书都放入下列存储”，点“浏览”，选“受信任的根证书颁发机构”。',
				'安全警告中显示的是 SHA-1 指纹；请在“详细信息”中核对其他内容，或用 certutil -hashfile root.crt SHA256 核对文件指纹。',
				'关闭所有浏览器窗口后重新打开。'
			]
		},
		{
			id: 'linux',
			title: '统信 UOS、银河麒麟',
			agent: /Linux/,
			steps: [
				'点“下载证书（安卓、电脑）”，保存 root.crt。',
				'系统自带浏览器和 360、奇安信浏览器：打开“设置”，查找“证书”，在“管理证书”的“授权中心”（或“颁发机构”）中导入 root.crt，勾选“信任该证书来标识网站”。',
				'也可以由管理员统一安装：把 root.crt 复制到 /usr/local/share/ca-certificates/，执行 sudo update-ca-certificates。浏览器仍不认的，照上一条导入。',
				'核对文件指纹：在终端执行 sha256sum root.crt。',
				'关闭浏览器后重新打开。'
			]
		}
	]
} as const;
