import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sampleMeeting, sampleResult, sampleRound } from '../../../../tests/support/sample-views.ts';
import { samplePaperFacts } from '../../../../tests/support/sample-papers.ts';
import { defaultRules } from '../../domain/rule-set.ts';
import { ruleLines } from '../../i18n/zh-CN/rules.ts';
import type { AttendanceRow } from '../queries/papers-attendance.ts';
import { announcementPaper } from './announcement-paper.ts';
import { attendanceFigures, attendancePaper } from './attendance-paper.ts';
import { ballotPaper, fitsTwice, instructions } from './ballot-paper.ts';
import { bookletPaper } from './booklet-paper.ts';
import { markOf, paperDocument, paperPolicy } from './document.ts';
import { resultTable } from './file-tables.ts';
import { html } from './html.ts';
import { reportPaper, verdict } from './report-paper.ts';
import { rulesPaper } from './rules-paper.ts';
import { csvFile, safeText } from './tables.ts';

const now = new Date('2024-04-12T02:06:00Z');
const facts = samplePaperFacts();
const textOf = (paper: { body: { text: string } } | null) => paper!.body.text.replace(/<[^>]+>/g, '');

describe('every paper', () => {
	test('says 演示数据 for an invented meeting, on the page and for the print, and nothing for a real one', () => {
		const real = { ...sampleMeeting, demonstration: false };
		const paper = reportPaper(facts, now)!;
		expect(paperDocument(paper, markOf(sampleMeeting), null).match(/演示数据/g)!.length).toBeGreaterThan(2);
		expect(paperDocument(paper, markOf(real), null)).not.toContain('演示数据');
	});

	test('says 演练 for a rehearsal: rows over the page, a band on the screen, and the band in the print', () => {
		const mark = markOf({ ...sampleMeeting, demonstration: false, rehearsal: true });
		const text = paperDocument(reportPaper(facts, now)!, mark, null);
		expect(text).toContain('class="tiles"');
		expect(text).toContain('class="band"');
		expect(text).toContain('@top-right { content: "演练模式 · 数据不作为正式结果"');
		expect(text).not.toContain('演示数据');
		expect(markOf({ ...sampleMeeting, rehearsal: true })!.text).toBe('演练 · 演示数据');
	});

	test('runs the one script that its policy names', () => {
		const tools = { back: { href: '/', text: '' }, pdf: null, links: [] };
		const [, script] = /<script>([^]*?)<\/script>/.exec(
			paperDocument(reportPaper(facts, now)!, null, tools)
		)!;
		expect(paperPolicy).toContain(`'sha256-${createHash('sha256').update(script!).digest('base64')}'`);
	});

	test('takes what people typed for text', () => {
		expect(html`<p>${'<img src=x onerror="1">&\''}</p>`.text).not.toMatch(/<img|"1"/);
	});
});

describe('计票结果报告单', () => {
	test('has electronic, paper and sum, the threshold in words, signers, hash and time', () => {
		const text = textOf(reportPaper(facts, now));
		expect(text).toContain('本轮得赞成票 39 张及以上为通过');
		expect(text).toContain(facts.resultHash);
		expect(text).toContain('AAAA-BBBB-CCCC-DDDD-EEEE');
		expect(text).toContain('2024年4月12日 10:06，第 1 版');
		expect(text).toContain('总监票人 王䶮');
		expect(text.match(/计票人/g)).toHaveLength(2);
	});

	test('names the tellers who signed for the paper, before the scrutineers, and gives each the own line', () => {
		const tellers = [
			{ name: '钱甲', signedAt: '2024-04-12T02:01:00Z' },
			{ name: '孙乙', signedAt: '2024-04-12T02:02:00Z' },
			{ name: '吴丙', signedAt: null }
		];
		const text = textOf(reportPaper({ ...facts, tellers }, now));
		expect(text).toMatch(/计票人 钱甲，.*；计票人 孙乙，.*；监票人 李建国，.*；总监票人 王䶮，/);
		expect(text.match(/计票人 (钱甲|孙乙)/g)).toHaveLength(4);
		expect(text).not.toContain('吴丙');
	});

	test('tells a tie, its settlement, what follows, and why there is a second version', () => {
		const result = sampleResult({
			...facts.result!,
			standings: facts.result!.standings.map((one) =>
				[4, 5].includes(one.number) ? { ...one, outcome: 'tied' } : one
			),
			seatsLeft: 2,
			version: 2,
			versionReason: '处理票数相等',
			settlement: { kind: 'revote', elected: [], note: '', at: now.toISOString() },
			next: { kind: 'tie-revote', numbers: [4, 5], seats: 1 }
		});
		const sentences = verdict({ ...facts, result }, result).join('');
		expect(sentences).toContain('“货车停车场建设工程”、“福勤路改造提升工程”赞成票数相等');
		expect(sentences).toContain('处理方式：对并列项目再次表决。');
		expect(sentences).toContain('下一轮：票数相等项目再次票决');
		expect(sentences).toContain('第 2 版，理由：处理票数相等');
	});

	test('of a void round gives the reason and no candidate', () => {
		const round = sampleRound('void', { reason: 'returned-exceeds-issued' });
		const text = textOf(reportPaper({ ...facts, round, result: null }, now));
		expect(text).toContain('收回的表决票多于发出的表决票');
		expect(text).not.toContain('锦溪河');
	});

	test('does not exist before the result may be read', () => {
		expect(reportPaper({ ...facts, round: sampleRound('counted'), result: null }, now)).toBeNull();
	});
});

describe('票样', () => {
	test('explains the marks and the number of places as the rules have them', () => {
		expect(instructions(facts).join('')).toContain('不超过 5 项的有效');
		const exactly = {
			...facts,
			round: sampleRound('ready', { cap: 'exactly', marks: 'approve-against-abstain' })
		};
		expect(instructions(exactly).join('')).toMatch(/“赞成”“反对”“弃权”三栏.*须正好赞成 5 项/);
	});

	test('two fit on a sheet with eight candidates, one with twenty', () => {
		expect(fitsTwice(facts)).toBe(true);
		expect(fitsTwice(samplePaperFacts({}, 20))).toBe(false);
	});

	test('is printed in the number asked for, all alike, with the slip that states it', () => {
		const { text } = ballotPaper(facts, 5).body;
		const ballots = text.match(/<article[^]*?<\/article>/g)!;
		expect(ballots).toHaveLength(5);
		expect(new Set(ballots).size).toBe(1);
		expect(text).toContain('5 张');
		expect(ballotPaper(facts, null).body.text).toContain('票样');
	});
});

describe('签到情况', () => {
	const row = (number: number, over: Partial<AttendanceRow> = {}): AttendanceRow => ({
		...{
			number,
			name: `代表${number}`,
			delegation: number < 4 ? '第一代表团' : '第二代表团',
			seat: '1排1座'
		},
		...{ checkedInAt: now.toISOString(), leftAt: null, leave: null, late: false },
		...over
	});
	const rows = [
		row(1),
		row(2, { late: true }),
		row(3, { checkedInAt: null, leave: '外出培训' }),
		row(4, { checkedInAt: null }),
		row(5, { leave: '晚到', leftAt: now.toISOString() })
	];

	test('adds up: who asked for leave and came is present', () => {
		expect(attendanceFigures(rows)).toEqual({
			electorate: 5,
			present: 3,
			leave: 1,
			absent: 1,
			late: 1,
			left: 1
		});
	});

	test('names people and reasons only where it is the office that asks', () => {
		const attendance = { meeting: sampleMeeting, rows };
		expect(textOf(attendancePaper(attendance, true, now))).toContain('请假（外出培训）');
		expect(textOf(attendancePaper(attendance, false, now))).not.toMatch(/代表3|外出培训/);
	});
});

describe('票决结果公告', () => {
	test('names the chosen without votes, unless the town wants them', () => {
		const plain = textOf(announcementPaper(facts, { whole: false, votes: false }));
		expect(plain).toMatch(/产生以下项目 5 项：\s*1．锦溪河水环境综合治理/);
		expect(plain).not.toContain('64');
		expect(textOf(announcementPaper(facts, { whole: false, votes: true }))).toContain('得赞成票 64 张');
	});

	test('bears the day of the session in its text and that of the announcement at its foot', () => {
		const later = { ...facts, round: { ...facts.round, announcedAt: '2024-04-13T02:10:00Z' } };
		const text = textOf(announcementPaper(later, { whole: false, votes: false }));
		expect(text).toContain('于2024年4月12日召开');
		expect(text).toMatch(/主席团\s*2024年4月13日/);
	});

	test('of the whole poll is the union of its rounds', () => {
		const head = { id: 'r', title: '票决', state: 'announced' as const };
		const chosen = facts.sheets.slice(0, 2).map((sheet, i) => ({ ...sheet, approve: 40, sequence: i + 1 }));
		const rounds = [
			{ ...head, sequence: 1, kind: 'first' as const },
			{ ...head, sequence: 2, kind: 'tie-revote' as const }
		];
		const poll = { title: '票决', seats: 3, chosen, seatsLeft: 1, rounds };
		const text = textOf(announcementPaper({ ...facts, poll }, { whole: true, votes: false }));
		expect(text).toContain('产生以下项目 2 项');
		expect(text).toContain('“枫林村美食城建设工程”由票数相等项目再次票决产生');
		expect(text).toContain('尚缺 1 项');
	});

	test('does not exist before the chair has announced', () => {
		const certified = { ...facts, round: sampleRound('certified') };
		expect(announcementPaper(certified, { whole: false, votes: false })).toBeNull();
	});
});

describe('票决办法', () => {
	const rules = { ...defaultRules(5), receipt: 'presence' };

	test('has every rule as an article, numbered in Chinese, and the scrutineers by name', () => {
		const text = textOf(rulesPaper({ ...facts, rules }));
		expect(text).toContain('第一条');
		expect(text).toMatch(/第十一条.*第十二条/s);
		for (const { text: sentence } of ruleLines(rules)) expect(text).toContain(sentence);
		expect(text).toContain('总监票人王䶮');
		expect(text).toContain('AAAA-BBBB-CCCC-DDDD-EEEE');
	});

	test('is a draft for the congress until its round is ready', () => {
		const draft = { ...facts, rules, round: sampleRound('draft', { fingerprint: null }) };
		expect(textOf(rulesPaper(draft))).toContain('（草案）');
		expect(textOf(rulesPaper({ ...facts, rules }))).not.toContain('草案');
	});
});

test('候选项目介绍 has cover, contents and a sheet with the scale for each candidate', () => {
	const text = textOf(bookletPaper(facts));
	expect(text.match(/治理河道6.2公里/g)).toHaveLength(8);
	expect(text).toContain('目　录');
});

describe('tables', () => {
	test.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '＝1', '＋1', '－1', '＠x'])(
		'make a text of %j',
		(text) => {
			expect(safeText(text)).toBe(`'${text}`);
		}
	);

	test('leave numbers and ordinary names alone, and begin with a byte order mark', () => {
		expect(csvFile([[1, '北山口到S205省道', '甲,"乙"']])).toBe('\uFEFF1,北山口到S205省道,"甲,""乙"""\r\n');
	});

	test('of the result hold every mark of every candidate by channel', () => {
		const first = resultTable(facts)!.find((row) => row[1] === '锦溪河水环境综合治理');
		expect(first).toEqual([1, '锦溪河水环境综合治理', 64, 0, 64, 0, 0, 0, 1, 4, 5, 1, '入选']);
	});
});
