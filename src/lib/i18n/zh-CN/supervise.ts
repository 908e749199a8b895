import { yearsText } from './days.ts';
import type { CardProblem } from './tablet.ts';
import { tabletTexts } from './tablet.ts';

/** Every sentence of the deputies' pages after the session, read at home as well as on the site. */

export const superviseTexts = {
	title: '代表监督',
	signOut: '退出',
	home: '返回首页',
	back: '返回项目列表',
	textSize: '字号',
	textSizes: { standard: '标准', large: '大', largest: '特大' },

	signIn: {
		heading: '代表登录',
		intro: '请用您的代表证登录，查看项目进展、填写视察记录、提出意见。',
		one: '登录后，您在其他设备（包括会场平板）上的登录会结束。代表证的内容不留在本机。',
		scan: '扫描代表证二维码',
		label: '或输入代表证卡号',
		hint: '二维码下方的 27 位，不分大小写，横线可以不输。',
		submit: '登录',
		busy: '正在登录…',
		count: (n: number, length: number) => `已输入 ${n} / ${length} 位`,
		noCamera: '本机不能使用摄像头，请输入卡号。',
		camera: {
			faults: {
				'camera-missing': '本机摄像头打不开（没有摄像头，或正被其他程序使用）。请在下面输入卡号登录。',
				'camera-refused':
					'浏览器没有允许使用摄像头。请在浏览器的网站设置中允许后再扫描，或在下面输入卡号登录。'
			},
			dismiss: '收起'
		},
		help: '代表证遗失或不能使用的，请联系人大办公室。'
	},

	problems: {
		...tabletTexts.cardProblems,
		'code-empty': '还没有输入卡号，没有登录。请输入卡号后再按“登录”。',
		'card-refused': '这张卡不能使用，没有登录。请核对是否为您现在的代表证，或联系人大办公室。',
		'sign-in-failed': '登录没有完成。请检查网络后再试，仍不行请联系人大办公室。',
		'not-a-delegate': '这张卡不是代表证，没有登录。'
	} as Record<CardProblem, string>,
	sessionProblems: {
		staff: '本机以工作人员身份登录。这里是代表的页面，用代表证登录后，工作人员的登录会结束。',
		'rehearsal-card':
			'本机用的不是您现在的代表证（如演练用卡、已换发的卡），不能用于日常监督。请用代表证重新登录。',
		'former-deputy': '您的代表资格已经终止，不能再用于日常监督。如有疑问，请联系人大办公室。'
	},

	list: {
		toRateHeading: (n: number) => `待评价的答复（${n} 条）`,
		asked: '我的意见：',
		rateThis: '查看答复并评价',
		mine: '我监督的项目',
		noneMine: '您还没有列入项目的监督小组。小组由人大办公室确定。',
		followed: '我关注的项目',
		noneFollowed: '还没有关注的项目。打开一个项目，按“关注”即可。',
		all: '全部项目',
		search: '按名称或单位查找',
		find: '查找',
		none: '没有符合条件的项目。',
		clear: '显示全部',
		toRate: (n: number) => `${n} 条答复待您评价`,
		replaced: '已更换',
		noProjects: '还没有入选项目。票决结果宣布后，入选项目会列在这里。'
	},

	project: {
		follow: '关注',
		unfollow: '取消关注',
		followedNote: '已关注，会列在首页“我关注的项目”中。',
		unfollowedNote: '已取消关注。',
		writeVisit: '写视察记录',
		writeOpinion: '提意见',
		notInGroup: '您不在这个项目的监督小组中，可以查看和关注；视察记录和意见由小组成员提交。',
		replaced: '这个项目已由人民代表大会决定更换，不再办理；原有记录照旧保留，已经提出的意见仍会得到答复。',
		group: '监督小组',
		visits: '视察和意见',
		noVisits: '小组还没有视察记录和意见。',
		milestones: '时间节点',
		noMilestones: '办理计划还没有审定。',
		funds: '资金',
		reports: '月报',
		noReports: '还没有审定的月报。',
		photos: '现场照片',
		noPhotos: '还没有公开的照片。',
		facts: '项目内容',
		publicPage: '公开页（全部月报和照片、居民留言）',
		mine: '我',
		rated: '已评价',
		rateHeading: '您对这次答复是否满意？',
		comment: '评语',
		commentHint: '评价为不满意的必须填写还差什么，责任单位据此再次答复。您的评价不公开。',
		rate: '提交评价',
		rateDone: { settled: '评价已提交，这条意见办结。', again: '评价已提交，已要求责任单位再次答复。' }
	},

	record: {
		headings: { visit: '视察记录', opinion: '提意见' },
		visitedOn: '视察日期',
		companions: '同行人员（用顿号隔开，可不填）',
		found: '视察发现',
		opinion: { visit: '意见建议（可不填）', opinion: '意见建议' },
		opinionHint: (days: number) => `填写后，责任单位须在 ${days} 个工作日内答复。`,
		photos: '照片（可不附，最多 9 张）',
		addPhoto: '添加照片',
		caption: (n: number) => `第 ${n} 张的说明（可不填）`,
		removePhoto: (n: number) => `去掉第 ${n} 张`,
		photoUnread: '没能读出这个文件，没有添加。请再选一次。',
		photoGone: '有照片已不在本机（可能被浏览器清理），没有随这份记录保留。请重新添加。',
		notAdded: (file: string, reason: string) => `“${file}”：${reason}`,
		unseenPhoto: '本机显示不了这张照片，将按原样提交，能否收下以提交后的提示为准。请尽量改用 JPG 照片。',
		tooMany: '最多附 9 张照片，多选的没有添加。',
		submit: '提交',
		discard: '删除这份草稿',
		discardSure: '确定删除？删除后不能恢复。',
		keep: '保留',
		saved: (time: string) => `已存在本机 ${time}`,
		notSaved:
			'本机不能保存草稿（浏览器的存储已关闭或已满）。填写的内容只在本页上，请不要关闭或刷新本页，在有网络的地方尽快提交。',
		onPage: '没有存入本机。请不要关闭或刷新本页，尽快提交。',
		empty: { visit: '还没有填写视察发现，没有提交。', opinion: '还没有填写意见，没有提交。' }
	},

	outbox: {
		heading: (n: number) => `${n} 份记录待提交`,
		draft: '草稿，还没有提交',
		waiting: '已存在本机，联网后再交',
		onPage: '没有存入本机，只在本页上，还没有提交',
		photosOnPage: (n: number) => `文字已提交，还有 ${n} 张照片只在本页上，待传`,
		photosLost: (n: number) =>
			`有 ${n} 张照片已不在本机（可能被浏览器清理），没有提交。仍需要的，请另写一份记录附上。`,
		photosLeft: (n: number) => `文字已提交，还有 ${n} 张照片待传`,
		sending: '正在提交…',
		goOn: '继续填写',
		change: '修改',
		send: '现在提交',
		sent: (name: string) => `“${name}”的记录已提交。`,
		signIn: {
			kept: '登录已失效，记录仍在本机。请重新登录，登录后自动提交。',
			page: '登录已失效，记录只在本页上。请不要关闭或刷新本页，重新登录后自动提交。'
		},
		offline: {
			kept: '现在没有网络。填写的内容已存在本机，联网后自动提交。',
			page: '现在没有网络，还没有提交。本机存不下，内容只在本页上；请不要关闭或刷新本页，联网后自动提交。'
		}
	}
} as const;

export const visitFormTexts = {
	id: '记录的编号不正确，没有提交。请返回重新填写。',
	kind: '记录的类别不正确，没有提交。请返回重新填写。',
	visitedOn: `视察日期不正确，没有提交。请按年-月-日填写（${yearsText}）。`,
	companions: '同行人员不超过 200 字，没有提交。请缩短后再提交。',
	found: '视察发现不超过 2000 字，没有提交。请缩短后再提交。',
	opinion: '意见建议不超过 2000 字，没有提交。请缩短后再提交。',
	caption: '照片说明不超过 100 字，没有上传。',
	cameraDay: '照片自带的拍摄日期不正确，没有上传。',
	file: '没有收到照片，没有上传。'
} as const;

export const ratingFormTexts = {
	id: '页面内容已经变化，没有保存。请刷新页面后再试。',
	number: '页面内容已经变化，没有保存。请刷新页面后再试。',
	grade: '请选择满意、基本满意或不满意。',
	comment: '评语不超过 500 字。'
} as const;
