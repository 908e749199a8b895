import { roleNames } from './common.ts';

/** A congress of the installation and the accounts it begins with. */

export const congressLevelNames = {
	town: '乡镇',
	county: '县（市、区）',
	city: '设区的市',
	province: '省'
} as const;

/** What the first accounts are called until their people are entered: two of the office, because acts need two. */
export const firstAccountNames = {
	'security-admin': roleNames['security-admin'],
	'audit-admin': roleNames['audit-admin'],
	'system-admin': roleNames['system-admin'],
	'office-1': `${roleNames.office}甲`,
	'office-2': `${roleNames.office}乙`
} as const;

export const congressRefusalTexts = {
	'bad-congress-name': '人民代表大会的名称须为 2 至 60 个字，没有建立。请写全称，例如“涌山镇人民代表大会”。',
	'bad-suffix':
		'用户名后缀须以小写字母开头，只用小写字母和数字，2 至 16 个字符，没有建立。请改用例如 yongshan。',
	'suffix-taken': '用户名后缀 {suffix} 已被本系统中的账号使用，没有建立。请换一个后缀。'
} as const;
