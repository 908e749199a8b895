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

/** 35 members, 29 present: the first project 17/11/1, the second 18/11/0, the third half and half. */
function surveyFacts(): PaperFacts {
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
		const paper = { approve: 0, basic: 0, against: 0, abstain: 0 };
		return { id, number, name, shortName, ...marks, rank: i + 1, passed, outcome, electronic: marks, paper };
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

test('the ballot is one specimen, however many are asked for', () => {
	const paper = ballotPaper(facts, 40);
	expect(paper.body.text.match(/<article/g)).toHaveLength(1);
	expect(textOf(paper)).toContain('本轮测评只用平板投票');
	expect(textOf(paper)).not.toMatch(votes);
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
