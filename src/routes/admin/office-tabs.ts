export type OfficeTab = { href: string; name: string };

/** The office's pages in the order of the work: first what is prepared beforehand, then the day in the hall. */
export const officeTabs: { group: string; tabs: OfficeTab[] }[] = [
	{
		group: '会前准备',
		tabs: [
			{ href: '/admin', name: '总览' },
			{ href: '/admin/meetings', name: '会议' },
			{ href: '/admin/deputies', name: '代表名册' },
			{ href: '/admin/scrutineers', name: '监票人' },
			{ href: '/admin/last-year', name: '上年项目' },
			{ href: '/admin/candidates', name: '候选项目' },
			{ href: '/admin/rules', name: '票决办法' },
			{ href: '/admin/cards', name: '代表证卡' },
			{ href: '/admin/halls', name: '大屏' },
			{ href: '/admin/devices', name: '设备检查' },
			{ href: '/admin/rehearsal', name: '演练' },
			{ href: '/admin/readiness', name: '就绪检查单' }
		]
	},
	{
		group: '会议当天',
		tabs: [
			{ href: '/admin/roll', name: '签到' },
			{ href: '/admin/paper', name: '纸质票' },
			{ href: '/papers', name: '会议文书' },
			{ href: '/admin/archive', name: '归档' }
		]
	}
];
