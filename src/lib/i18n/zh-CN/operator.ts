import { formatDate } from '../format.ts';

/** What `npm run admin` says to the operator. */
export const operatorTexts = {
	usage: (names: string[]): string =>
		`用法：npm run admin -- 子命令 [选项]\n\n子命令：\n${names.map((name) => `  ${name}`).join('\n')}\n\n各子命令的选项：npm run admin -- 子命令 --help`,
	failed: (reason: string): string => `没有办成：${reason}`,
	noDatabase: '没有指定数据库，没有办理。请设置 DATABASE_URL，或用 --data 指明数据所在的文件夹。',
	noData: (dir: string): string =>
		`${dir} 中没有数据库，没有办理。请核对 --data 后面的文件夹（演示数据默认在 .data/demo，正式数据默认在 .data/hall）。`,
	schemaBehind: (count: number): string =>
		`数据库结构比程序旧（缺 ${count} 项升级），没有办理。请先启动一次新版本的服务，升级后再试。`,

	user: {
		congressOf: (names: string[]): string =>
			`本系统中有 ${names.length} 个人大：${names.join('、')}。请用 --congress 写明名称。`,
		noCongress: '没有找到这个人大。请核对 --congress 后面的名称。',
		role: (role: string, roles: readonly string[]): string =>
			`没有 ${role} 这种角色。可用：${roles.join('、')}。`,
		unitNeeded: '责任单位账号须用 --unit 写明单位名称。',
		delegateNeeded: '监票人须用 --delegate 写明本人的代表证号：签字用的是本人的代表证。',
		noDelegate: (number: number): string => `名册中没有代表证号 ${number}。`,
		badUsername: '用户名须为 2 到 40 个小写字母、数字或短横线，以字母开头。',
		taken: (username: string): string => `用户名 ${username} 已被使用，没有建立账号。请换一个。`,
		unknown: (username: string): string => `没有 ${username} 这个账号，没有重置。请核对用户名。`,
		added: (username: string, congress: string): string => `已为${congress}建立账号 ${username}。`,
		reset: (username: string): string => `已重置账号 ${username} 的密码，原有登录全部失效。`,
		password: (password: string): string =>
			`一次性密码：${password}\n只显示这一次，请当面交给本人；首次登录后必须更改。`
	},

	congress: {
		level: (levels: readonly string[]): string => `--level 须为其中之一：${levels.join('、')}。`,
		made: (name: string): string => `已建立${name}，首批账号如下：`,
		account: (one: { role: string; username: string; name: string; password: string }): string =>
			`  ${one.role}  ${one.name}  用户名 ${one.username}  一次性密码 ${one.password}`,
		once: '密码只显示这一次，请当面交给本人；首次登录后必须更改。'
	},

	doctor: {
		line: (check: { name: string; passed: boolean; measured: string; help: string }): string =>
			`${check.passed ? '正常' : '异常'}  ${check.name}：${check.measured}${check.passed ? '' : `\n      ${check.help}`}`,
		good: (count: number): string => `${count} 项全部正常。`,
		failed: (failed: number, count: number): string => `${count} 项中 ${failed} 项异常，请按上面的说明处理。`
	},

	backup: {
		made: (made: { file: string; size: string; rows: number; files: number; sha256: string }): string =>
			`已备份到 ${made.file}\n大小 ${made.size}，数据 ${made.rows} 行，文件 ${made.files} 个\nSHA-256 ${made.sha256}`,
		notEncrypted:
			'注意：本备份没有加密，其中有密封档案。请存放在只有保管人能打开的地方，或用 --passphrase-file 加密。',
		drilled: (drill: { tables: number; rows: number; files: number; archives: number }): string =>
			`恢复演练通过：${drill.tables} 张表 ${drill.rows} 行、${drill.files} 个文件逐一核对一致，${drill.archives} 轮已宣布的表决档案复核通过。演练写入的内容已全部清除。`,
		drillNeedsPlace:
			'已备份，但没有做恢复演练：DATABASE_URL 的登录无权建立数据库。请另备一个空数据库，用 --into 写明地址。',
		restored: (restored: { at: string; rows: number; files: number }): string =>
			`已恢复 ${restored.at} 的备份：数据 ${restored.rows} 行，文件 ${restored.files} 个。\n所有人须重新登录。`,
		whichFile: '请写明一个备份文件。',
		shortPassphrase: (least: number): string => `口令至少 ${least} 个字符，没有办理。`
	}
};

/** What a backup, a restore or a drill is refused for: what happened, what it means, what to do. */
export const backupRefusalTexts = {
	'backup-round-unsealed':
		'有轮次已经领票、尚未密封，没有备份：{rounds}。一次备份包括本机全部人大的数据，这时备份会把尚未拆封的选票带出票箱。请在领票开始之前，或总监票人签字、票箱密封之后再备份。',
	'backup-file-missing':
		'缺少文件 {file}，没有备份。请核对 UPLOAD_DIR 和 ARCHIVE_DIR；两者在不同机器上的，请先挂载到本机；备份途中删去的，请重新备份。',
	'backup-target-exists': '{file} 已经存在，没有备份。请换一个文件名。',
	'backup-passphrase-needed': '这份备份有口令，没有打开。请用 --passphrase-file 写明口令文件。',
	'backup-wrong-passphrase': '口令不对，没有打开。请核对口令文件的第一行。',
	'backup-damaged': '备份文件已损坏或不完整（{entry}），没有恢复。数据库没有改动，请换一份备份。',
	'restore-database-not-empty':
		'数据库不是空的，没有恢复。恢复只往空数据库里装：请新建一个数据库，再把 DATABASE_URL 指向它。',
	'restore-folder-not-empty': '文件夹 {dir} 不是空的，没有恢复。请清空或换一个文件夹。',
	'restore-too-new': '这份备份来自更新的版本，没有恢复。请先安装与备份相同或更新的版本。',
	'drill-differs': '恢复演练没有通过：{entry} 与备份不一致。这份备份不可靠，请重新备份并再次演练。'
} as const;

/** What `doctor` looks at beside database and folders. */
export const operatorChecks = {
	address: {
		name: '访问地址',
		help: '浏览器只在 HTTPS 或本机地址上开放加密和摄像头，平板将不能投票。请配置证书，见 docs/operations.md。'
	},
	certificate: {
		name: 'HTTPS 证书',
		help: '请更换证书：会议期间到期，所有平板都会连不上。',
		ends: (at: Date, days: number): string =>
			days < 0 ? `已于 ${formatDate(at)} 到期` : `${formatDate(at)} 到期，还有 ${days} 天`,
		unreadable: (file: string): string => `证书或私钥读不出来（${file}）`
	},
	chromium: {
		name: '生成 PDF 的浏览器',
		help: '请安装 Chromium 或设置 CHROMIUM_PATH；没有它，文书只能从浏览器打印。',
		none: (path: string | undefined): string => (path ? `${path} 不能运行` : '没有找到 Chromium')
	},
	fonts: {
		name: '中文字体',
		help: '请安装 fonts-noto-cjk；没有它，PDF 中的生僻字会变成方框。',
		none: '没有找到含生僻字的中文字体'
	}
};
