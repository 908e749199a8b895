/** The follow-up's pages, in the order of use; `roles` where not everybody has one. */
export const trackerTabs: { href: string; name: string; roles?: string[] }[] = [
	{ href: '/tracker', name: '项目进展' },
	{ href: '/tracker/ledger', name: '台账' },
	{ href: '/tracker/timeline', name: '时间轴' },
	{ href: '/tracker/wall', name: '挂图作战', roles: ['supervision', 'office', 'chair'] },
	{ href: '/tracker/opinions', name: '代表意见' },
	{ href: '/tracker/feedback', name: '居民留言', roles: ['department', 'supervision', 'office'] },
	{ href: '/tracker/satisfaction', name: '满意度测评', roles: ['supervision', 'office', 'chair'] },
	{ href: '/tracker/reserve', name: '储备库', roles: ['supervision', 'office', 'chair'] },
	{ href: '/tracker/rules', name: '亮灯规则', roles: ['supervision', 'office', 'chair'] },
	{ href: '/tracker/settings', name: '办理设置', roles: ['supervision', 'office'] }
];
