import { expect, test } from 'vitest';
import { samplePaperFacts } from '../../../../tests/support/sample-papers.ts';
import { surveyRules } from '../../domain/rule-set.ts';
import type { PaperFacts } from '../queries/papers-facts.ts';
import type { StandingView } from '../../wire/views.ts';
import { announcementPaper } from './announcement-paper.ts';
import { ballotPaper } from './ballot-paper.ts';
import { bookletPaper } from './booklet-paper.ts';
import { resultTable } from './file-tables.ts';
import { reportPaper } from './report-paper.ts';
import { rulesPaper } from './rules-paper.ts';
import { csvFile } from './tables.ts';

/**
 * 35 members, 29 present: the first project 17/11/1, the second 18/11/0, the third half and half.
 *
 * @param onPaper how many of the 29 held a paper ballot, all of them 满意 with the first two
 */
function surveyFacts(onPaper = 0): PaperFacts {
	const facts = samplePaperFacts({}, 3);
	const counts = [
		[17, 11, 1, 0, 'basic'],
		[18, 11, 0, 0, 'satisfied'],
		[0, 17, 10, 2, 'dissatisfied']
	] as const;
	const standings = facts.sheets.map((sheet, i): StandingView => {
		const [approve, basic, against, abstain, outcome] = counts[i]!;
		const marks = { approve, basic, against, abstain };
		const { id, number, name, shortName } = sheet;
		const passed = outcome !== 'dissatisfied';
		const ofPaper = i === 2 ? ('basic' as const) : ('approve' as const);
		const paper = { approve: 0, basic: 0, against: 0, abstain: 0, [ofPaper]: onPaper };
		const electronic = { ...marks, [ofPaper]: marks[ofPaper] - onPaper };
		return { id, number, name, shortName, ...marks, rank: i + 1, passed, outcome, electronic, paper };
	});
	const grading = { base: 'all', rule: 'majority' } as const;
	return {
		...facts,
		rules: { ...surveyRules(3, grading) } as PaperFacts['rules'],
		round: {
			...facts.round,
			...{ title: '2024年度民生实事项目满意度测评', marks: 'three-grades', grading, seats: 3 }
		},
		result: {
			...facts.result!,
			...{ issued: 29, returned: 29, valid: 29, invalid: 0, threshold: 18, seats: 3 },
			survey: { ...grading, number: 35 },
			paper: { issued: onPaper, returned: onPaper, notReturned: 0, valid: onPaper, invalid: 0 },
			standings
		}
	};
}

const facts = surveyFacts();
const textOf = (paper: { body: { text: string } } | null) =>
	paper!.body.text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const votes = /入选|应选|候选项目|赞成|弃权|名次/;

test('the report has counts, rates of all members, and the grade; and no word of a vote', () => {
	const text = textOf(reportPaper(facts, new Date('2024-04-12T02:06:00Z')));
	expect(text).toContain('全体代表 35 人，过半数为 18 票');
	expect(text).toMatch(/17 11 1 0 48\.57% 80\.00% 基本满意/);
	expect(text).toMatch(/18 11 0 0 51\.42% 82\.85% 满意/);
	expect(text).toMatch(/0 17 10 2 0\.00% 48\.57% 不满意/);
	expect(text).not.toMatch(votes);
	expect(text).not.toContain('电子票和纸质票分别为');
});

test('with paper ballots among them, report and file tell both channels of every project', () => {
	const mixed = surveyFacts(3);
	const text = textOf(reportPaper(mixed, new Date('2024-04-12T02:06:00Z')));
	expect(text).toContain('其中，电子票和纸质票分别为');
	expect(text).toMatch(/14 3 11 0 1 0 0 0/);
	expect(text).toMatch(/0 0 14 3 10 0 2 0/);
	const csv = String(csvFile(resultTable(mixed)!));
	expect(csv).toContain('评定,满意（电子票）,基本满意（电子票）');
	expect(csv).toMatch(/17,11,1,0,48\.57%,80\.00%,基本满意,14,11,1,0,3,0,0,0/);
});

test('the announcement tells each grade, and the counts where asked', () => {
	const plain = textOf(announcementPaper(facts, { whole: false, votes: false }));
	expect(plain).toContain('1．锦溪河水环境综合治理：基本满意');
	expect(plain).not.toMatch(votes);
	expect(plain).not.toContain('票，');
	expect(textOf(announcementPaper(facts, { whole: false, votes: true }))).toContain(
		'（满意 17 票，基本满意 11 票，不满意 1 票，未评 0 票）'
	);
});

test('the ballot has a box for each grade, as a specimen and in the number asked for', () => {
	const specimen = ballotPaper(facts, null);
	expect(specimen.body.text.match(/<article/g)).toHaveLength(1);
	expect(textOf(specimen)).toContain('票样');
	const printed = ballotPaper(facts, 40);
	expect(printed.body.text.match(/<article/g)).toHaveLength(40);
	expect(textOf(printed)).toContain('画两栏以上的，由总监票人认定');
	expect(textOf(printed)).toContain('满意 基本满意 不满意');
	expect(textOf(printed)).not.toContain('票样');
	expect(textOf(printed)).not.toMatch(votes);
});

test('rules and booklet speak of projects and grades', () => {
	expect(textOf(rulesPaper(facts))).toContain('满意票超过全体代表的半数，评定为满意');
	expect(textOf(rulesPaper(facts))).not.toMatch(/入选|应选|赞成/);
	expect(textOf(bookletPaper(facts))).toContain('提请会议测评的民生实事项目 3 项');
});

test('the file has four counts, two rates and the grade of every project', () => {
	const csv = String(csvFile(resultTable(facts)!));
	expect(csv).toMatch(/序号,项目,满意,基本满意,不满意,未评,满意率,满意和基本满意率,评定/);
	expect(csv).toMatch(/1,锦溪河水环境综合治理,17,11,1,0,48\.57%,80\.00%,基本满意/);
	expect(csv).not.toMatch(/入选|应选|赞成/);
});
