import { formatDateTime } from '../format.ts';

/** The health of the installation: what is looked at, what was found, and what to do where it is not in order. */
export const healthCheckTexts = {
	database: {
		name: '数据库连接',
		help: '请检查数据库是否运行、网络是否连通，以及 DATABASE_URL 是否正确。'
	},
	schema: {
		name: '数据库结构',
		help: '程序与数据库的版本不一致。请重新启动最新版本的程序，启动时会自动升级数据库。'
	},
	clock: { name: '时钟', help: '数据库与程序的时钟相差过大。请在各台服务器上启用时间同步。' },
	settings: {
		name: '保密与可靠设置',
		help: '这些数据库设置不符合保密或可靠要求，不能开始表决。请更正后重启数据库。'
	},
	processes: { name: '运行的程序', help: '会务端和票箱端都要连接数据库。请检查两部分程序是否都在运行。' },
	'key-folder': { name: '密钥文件夹', help: '请清理磁盘或更正文件夹权限。密钥写不进去时，表决不能就绪。' },
	'upload-folder': { name: '上传文件夹', help: '请清理磁盘或更正文件夹权限，否则图片和附件不能上传。' },
	'archive-folder': { name: '归档文件夹', help: '请清理磁盘或更正文件夹权限，否则计票后不能归档。' },
	backup: { name: '最近备份', help: '请运行备份命令，并安排至少每周备份一次。' },
	'restore-drill': { name: '恢复演练', help: '请用最近的备份做一次恢复演练，至少每半年一次。' }
} as const;

const megabytes = (bytes: number) => `${Math.max(1, Math.round(bytes / 1024 ** 2))} MB`;
const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(1)} GB`;

export const healthMeasures = {
	notMade: '无法检查',
	database: (version: string, ms: number): string => `PostgreSQL ${version}，应答 ${ms} 毫秒`,
	schema: ({ applied, missing, unknown }: { applied: number; missing: number; unknown: number }): string =>
		missing
			? `缺少 ${missing} 项升级（已有 ${applied} 项）`
			: unknown
				? `数据库比程序新 ${unknown} 项升级`
				: `第 ${applied} 版，与程序一致`,
	clock: (skewMs: number): string =>
		Math.abs(skewMs) < 1
			? '没有偏差'
			: `数据库${skewMs > 0 ? '快' : '慢'} ${Math.abs(skewMs) < 1000 ? `${Math.abs(skewMs)} 毫秒` : `${(Math.abs(skewMs) / 1000).toFixed(1)} 秒`}`,
	settings: (unsafe: readonly string[]): string =>
		unsafe.length ? `不符合要求：${unsafe.join('、')}` : '符合要求',
	processes: ({ desk, box }: { desk: number; box: number }): string =>
		`会务端${desk ? ` ${desk} 个连接` : '没有连接'}，票箱端${box ? ` ${box} 个连接` : '没有连接'}`,
	folder: (found: { writable: boolean; freeBytes: number; totalBytes: number }): string =>
		`${found.writable ? '可以写入' : '不能写入'}，剩余 ${gigabytes(found.freeBytes)}（${Math.floor((100 * found.freeBytes) / Math.max(1, found.totalBytes))}%）`,
	backup: (backup: { at: Date; bytes: number } | null): string =>
		backup ? `${formatDateTime(backup.at)}，${megabytes(backup.bytes)}` : '还没有备份过',
	drill: (drill: { at: Date; passed: boolean } | null): string =>
		drill ? `${formatDateTime(drill.at)}，${drill.passed ? '恢复成功' : '恢复失败'}` : '还没有做过恢复演练'
};

export const systemTexts = {
	title: '系统运行',
	checkedAt: (time: string): string => `${time} 检查，每半分钟自动更新`,
	passed: '各项检查都正常。',
	failed: (count: number): string => `有 ${count} 项需要处理，见下列标出的各项。`,
	good: '正常',
	bad: '需处理',
	process: {
		title: '本程序',
		startedAt: '启动时间',
		memory: '占用内存',
		megabytes,
		node: '运行环境版本'
	},
	note: '系统管理员只看运行状况，看不到名册、候选项目、票数和结果。备份、恢复和升级由运维人员在服务器上用命令办理。'
};
