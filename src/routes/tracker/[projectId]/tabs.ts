/** What there is about one project; `opinions` is for its unit, the office and the chair. */
export const projectTabs: { path: string; text: string; opinions?: true }[] = [
	{ path: '', text: '概况' },
	{ path: '/assignment', text: '交办单' },
	{ path: '/plan', text: '办理计划' },
	{ path: '/reports', text: '月报' },
	{ path: '/photos', text: '照片和文件' },
	{ path: '/changes', text: '变更' },
	{ path: '/acts', text: '督办' },
	{ path: '/opinions', text: '代表意见', opinions: true },
	{ path: '/acceptance', text: '验收' },
	{ path: '/corrections', text: '更正' },
	{ path: '/history', text: '办理记录' }
];
