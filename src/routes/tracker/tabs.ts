/** The follow-up's pages, in the order of use; `roles` where not everybody has one. */
export const trackerTabs: { href: string; text: string; roles?: string[] }[] = [
	{ href: '/tracker', text: '项目进展' },
	{ href: '/tracker/ledger', text: '台账' },
	{ href: '/tracker/wall', text: '挂图作战', roles: ['supervision', 'office', 'chair'] },
	{ href: '/tracker/rules', text: '亮灯规则', roles: ['supervision', 'office', 'chair'] }
];
