import type { PaperFacts } from '#lib/server/queries/papers-facts.ts';
import type { CandidateSheet, StandingView } from '#lib/wire/views.ts';
import { sampleMeeting, sampleRound } from './sample-views.ts';

const names = [
	'锦溪河水环境综合治理',
	'枫林村美食城建设工程',
	'北山口到S205省道道路提升改造',
	'货车停车场建设工程',
	'福勤路改造提升工程',
	'自来水支管网入户工程',
	'户厕改造与公厕提升',
	'䶮山村、㛃坞村村级互助养老服务点建设'
];

/** Candidates as many as asked for; the eighth has rare characters in its name. */
export const sampleSheets = (count = 8): CandidateSheet[] =>
	Array.from({ length: count }, (_, i) => {
		const name = names[i] ?? `第${i + 1}号民生实事项目建设工程`;
		return {
			id: `c${i + 1}`,
			number: i + 1,
			name,
			shortName: name.slice(0, 12),
			category: '生态环境',
			scale: '治理河道6.2公里，护岸8.4公里，截污管网5.1公里',
			text: {
				name,
				content: '清淤护岸与沿河截污',
				amount: '480.00 万元',
				funding: '上级补助 300 万元；镇级 180 万元',
				unit: '镇农业农村办',
				period: '2024年4月至2024年12月',
				place: '锦溪河镇区段',
				beneficiaries: '沿河6个村'
			},
			files: []
		};
	});

/** An announced round of 70 present of 76, electronic and paper, with so many candidates; five are chosen. */
export function samplePaperFacts(over: Partial<PaperFacts> = {}, candidates = 8): PaperFacts {
	const sheets = sampleSheets(candidates);
	const round = sampleRound('announced', {
		title: '2024年度民生实事项目票决',
		openedAt: '2024-04-12T01:30:00Z',
		closedAt: '2024-04-12T01:52:00Z',
		announcedAt: '2024-04-12T02:10:00Z'
	});
	const standings: StandingView[] = sheets.map((sheet, i) => {
		const paper = Math.min(4, i);
		const approve = Math.max(4, 64 - i * 5);
		return {
			id: sheet.id,
			number: sheet.number,
			name: sheet.name,
			shortName: sheet.shortName,
			approve,
			against: 0,
			abstain: 69 - approve,
			rank: i + 1,
			passed: approve >= 39,
			outcome: i < 5 ? 'elected' : 'not-elected',
			electronic: { approve: approve - paper, against: 0, abstain: 65 - approve + paper },
			paper: { approve: paper, against: 0, abstain: 4 - paper }
		};
	});
	return {
		congressId: '22222222-2222-4222-8222-222222222222',
		meeting: { ...sampleMeeting, venue: '涌山镇政府会议中心' },
		quorum: { rule: 'two-thirds', needed: 51, met: true, heldNow: true },
		turnout: { electorate: 76, checkedIn: 70, inHall: 70, onLeave: 4, drawn: 65, cast: 65, paper: 5 },
		round,
		rules: { seats: 5, majorityBase: 'all' },
		sheets,
		result: {
			status: 'decided',
			reason: null,
			issued: 70,
			returned: 70,
			notReturned: 0,
			valid: 69,
			invalid: 1,
			threshold: 39,
			seats: 5,
			seatsLeft: 0,
			version: 1,
			versionReason: null,
			next: null,
			settlement: null,
			survey: null,
			mayBeSettledBy: [],
			electronic: { issued: 65, returned: 65, notReturned: 0, valid: 65, invalid: 0 },
			paper: { issued: 5, returned: 5, notReturned: 0, valid: 4, invalid: 1 },
			standings
		},
		resultHash: 'Jx0b0cQ7rEdxT6mFh1Wk9uZs2yVn8LqP4aRtYwGk3Ho',
		signatures: [
			{ delegateNumber: 5, name: '王䶮', chief: true, signedAt: '2024-04-12T02:05:00Z' },
			{ delegateNumber: 6, name: '李建国', chief: false, signedAt: '2024-04-12T02:03:00Z' }
		],
		tellers: [],
		ledger: null,
		poll: null,
		...over
	};
}
