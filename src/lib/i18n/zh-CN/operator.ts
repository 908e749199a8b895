/** What `npm run admin` says to the operator. */
export const operatorTexts = {
	usage: (names: string[]): string =>
		`用法：npm run admin -- 子命令 [选项]\n\n子命令：\n${names.map((name) => `  ${name}`).join('\n')}\n\n各子命令的选项：npm run admin -- 子命令 --help`,
	failed: (reason: string): string => `没有办成：${reason}`,
	noDatabase: '没有指定数据库，没有办理。请设置 DATABASE_URL，或用 --data 指明演示数据所在的文件夹。',
	noData: (dir: string): string =>
		`${dir} 中没有数据库，没有办理。请核对 --data 后面的文件夹（演示数据默认在 .data/demo）。`,
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
	}
};
