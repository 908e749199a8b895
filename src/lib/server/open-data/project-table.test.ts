import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { projectAnswer, type ProjectAnswer, type ProjectHeadAnswer } from '../../wire/public-api.ts';
import { sheetFile } from '../papers/sheet-file.ts';
import { projectSheet, projectTable, projectsTable } from './project-table.ts';

const id = '11111111-1111-4111-8111-111111111111';

/** A project of which the record has something of every kind. */
const whole: ProjectAnswer = projectAnswer.parse({
	...{ id, year: 2026, number: 1, name: '锦溪河水环境综合治理', category: '生态环境', place: '涌山村' },
	...{ unit: '镇水务站', leader: '张三', congressId: id, congressName: '涌山镇人民代表大会' },
	...{ totalFen: 480_000_050, startsOn: '2026-03-20', endsOn: '2026-12-20', light: 'blue' },
	...{ votedStartsOn: '2026-03-01', votedEndsOn: '2026-12-20' },
	...{ lightReasons: ['验收合格'], percent: 100, plannedPercent: 100, plannedFen: 480_000_050 },
	...{ arrivedFen: 480_000_050, paidFen: 470_000_000, asOf: '2026-12-01', plannedOn: '2026-12-01' },
	replaced: false,
	...{ replacedBy: null, replaces: null, demonstration: false, satisfactionGrade: 'satisfied' },
	...{ updatedAt: '2027-01-20T04:00:00.000Z', url: `https://x/projects/${id}`, meetingName: '第十次会议' },
	...{ roundId: id, approve: 60, announcedAt: '2026-02-10T04:00:00.000Z', content: '整治河道 3.2 公里' },
	...{ beneficiaries: '12,000 人', yearFen: 480_000_000, funding: '上级补助' },
	milestones: [
		{
			...{ id, name: '主体完工', stage: 'main', plannedOn: '2026-09-30', firstPlannedOn: '2026-08-31' },
			...{ doneOn: '2026-09-15', claimedOn: null, note: '汛期停工' }
		}
	],
	nextMilestone: null,
	reports: [
		{
			...{ month: '2026-03', percent: 5, done: '完成进场准备', next: '开始清淤' },
			decidedAt: '2026-04-02T04:00:00.000Z'
		}
	],
	lightChanges: [{ since: '2026-07-05', light: 'yellow', reasons: ['进度落后计划'] }],
	changes: [
		{
			kind: 'date',
			before: { endsOn: '2026-11-30', milestones: [{ id, name: '主体完工', plannedOn: '2026-08-31' }] },
			after: { endsOn: '2026-12-20', milestones: [{ id, name: '主体完工', plannedOn: '2026-09-30' }] },
			...{ reason: '连续降雨无法施工', decision: '涌人主〔2026〕7号', decidedOn: '2026-07-20' }
		}
	],
	corrections: [
		{
			...{ subject: '受益群众', before: '12 人', after: '12,000 人', reason: '录入有误' },
			at: '2026-05-06T04:00:00.000Z'
		}
	],
	reportCorrections: [{ asOf: '2026-05-31', reason: '上月多计了 200 米', at: '2026-06-02T04:00:00.000Z' }],
	acceptance: {
		...{ acceptedOn: '2026-12-18', conclusion: 'pass', text: '全部达到要求', finalFen: 490_000_001 },
		finalNote: '追加护栏'
	},
	satisfaction: [
		{
			...{ year: 2026, satisfied: 50, basic: 6, dissatisfied: 3, blank: 2, base: 'present', baseNumber: 61 },
			...{ rule: 'majority', grade: 'satisfied', announcedAt: '2027-01-20T04:00:00.000Z', roundId: id }
		}
	],
	residentRating: { satisfied: 12, basic: 4, dissatisfied: 1 },
	photos: [{ url: `https://x/evidence/${id}`, slot: 'after', caption: '新护岸', takenOn: '2026-12-10' }]
} satisfies ProjectAnswer);

/** As the list has it. */
const headOf = (project: ProjectAnswer): ProjectHeadAnswer => ({
	...project,
	milestones: { total: 1, done: 0, next: null }
});

test('a project’s file holds everything that the record has of its course, a line each', () => {
	const lines = projectTable(whole).map((row) => row.join('\t'));
	for (const line of [
		...[
			'计划开始\t2026-03-20',
			'票决（或批准变更）的开始\t2026-03-01',
			'票决（或批准变更）的完成\t2026-12-20'
		],
		'时间节点：主体完工\t计划 2026年9月30日，完成 2026年9月15日；原计划 2026年8月31日，经批准变更。汛期停工',
		'2026年3月月报：形象进度（%）\t5',
		'2026年3月月报：本月完成情况\t完成进场准备',
		'2026年3月月报：下月计划\t开始清淤',
		'办理状态（2026年7月5日起）\t滞后：进度落后计划',
		'变更：延期或调整工期（2026年7月20日决定）\t完成日期：原为 2026年11月30日，现为 2026年12月20日；主体完工 计划日期：原为 2026年8月31日，现为 2026年9月30日；理由：连续降雨无法施工；决定：涌人主〔2026〕7号',
		'更正：受益群众（2026年5月6日）\t原为“12 人”，更正为“12,000 人”；原因：录入有误',
		'更正：进度或资金（2026年5月31日的数据）\t上月多计了 200 米',
		'验收（2026年12月18日）\t验收合格：全部达到要求',
		'决算金额（元）\t4900000.01',
		'决算金额的说明\t追加护栏',
		'2026年度人大代表满意度测评\t满意：满意 50 票，基本满意 6 票，不满意 3 票，未评 2 票，以实到代表 61 人为基数',
		'居民评价（不是代表测评）\t满意 12 人，基本满意 4 人，不满意 1 人',
		`照片：完工后（2026年12月10日）\t新护岸 https://x/evidence/${id}`
	])
		expect(lines).toContain(line);
});

test('the next milestone is the one that the project names, and an open one reads as its page has it', () => {
	const node = { ...whole.milestones[0]!, doneOn: null, firstPlannedOn: null, note: '' };
	const under = { ...whole, light: 'red' as const, milestones: [{ ...node, claimedOn: '2026-09-10' }] };
	const read = (project: ProjectAnswer) => projectTable(project).map((row) => row.join('\t'));
	const next = { name: '竣工验收', plannedOn: '2026-12-20' };
	expect(read({ ...under, nextMilestone: next })).toEqual(
		expect.arrayContaining([
			...['下一节点\t竣工验收', '下一节点日期\t2026-12-20'],
			'时间节点：主体完工\t计划 2026年9月30日，填报 2026年9月10日 完成，待审定'
		])
	);
	expect(read(under)).toEqual(expect.arrayContaining(['下一节点\t', '下一节点日期\t']));
	const open = { ...whole, milestones: [{ ...node, claimedOn: null }] };
	for (const [project, words] of [
		[open, '项目已验收，未单独填报'],
		[{ ...open, replaced: true }, '项目已更换，不再办理'],
		[{ ...open, light: 'red' as const }, '未完成']
	] as const)
		expect(read(project)).toContain(`时间节点：主体完工\t计划 2026年9月30日，${words}`);
});

test('a replaced project is 已更换, and the light that it had last is nobody’s', () => {
	const project = { ...whole, replaced: true, light: 'red' as const, lightReasons: [] };
	const lines = projectTable(project).map((row) => row.join('\t'));
	expect(lines).toEqual(expect.arrayContaining(['办理状态\t已更换', '状态说明\t']));
	expect(projectsTable([headOf(project)])[1]).toContain('已更换');
	expect(projectsTable([headOf(project)])[1]).not.toContain('逾期');
	expect(projectsTable([headOf(whole)])[1]).toContain('已完成');
});

test('a moment is that of Beijing, as a spreadsheet shows moments', () => {
	const project = { ...whole, updatedAt: '2026-12-31T16:05:00.000Z' };
	expect(projectTable(project).map((row) => row.join('\t'))).toContain('更新时间\t2027-01-01 00:05');
});

test('a project’s own workbook is as wide as it is read, and wraps', async () => {
	const sheet = projectSheet(whole);
	expect(sheet.columns).toMatchObject([
		{ head: '栏目', width: 30 },
		{ head: '内容', width: 70 }
	]);
	expect(sheet.rows.length).toBe(projectTable(whole).length - 1);
	const [{ data }] = (await readXlsxFile(Buffer.from(await sheetFile(sheet)))) as unknown as [
		{ data: unknown[][] }
	];
	const at = (name: string) => data.find(([head]) => head === name)![1];
	expect([at('总投资（元）'), at('决算金额（元）'), at('形象进度（%）')]).toEqual([
		4_800_000.5, 4_900_000.01, 100
	]);
	const { 'xl/worksheets/sheet1.xml': xml, 'xl/styles.xml': styles } = unzipSync(await sheetFile(sheet));
	expect(strFromU8(xml!)).toMatch(/width="30[^>]*>\s*<col[^>]*width="70/);
	expect(strFromU8(styles!)).toContain('wrapText');
	// Whole yuan and fen alike: no format that rounds what it shows.
	expect(strFromU8(styles!)).not.toContain('formatCode="0"');
});

test('no list of the answer stays out of the file', () => {
	const lengths = projectTable(whole).length;
	for (const list of [
		'milestones',
		'reports',
		'lightChanges',
		'changes',
		'corrections',
		'reportCorrections',
		'photos'
	] as const)
		expect([list, projectTable({ ...whole, [list]: [] }).length < lengths]).toEqual([list, true]);
	expect(projectTable({ ...whole, acceptance: null }).length).toBe(lengths - 3);
});
