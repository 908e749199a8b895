import type { NewsFacts } from '../../domain/tracker/news.ts';
import { formatDate } from '../format.ts';
import { changeKindNames, gradeNames } from './follow.ts';
import { lightWords, monthText, reasonsLine } from './lights.ts';
import { satisfactionTexts } from './project-page.ts';

/** News of the follow-up as a feed reader shows them: a line, and a sentence or two. */

export function newsText(news: NewsFacts & { project: string; demonstration: boolean }): {
	title: string;
	text: string;
} {
	const { event, text } = eventOf(news);
	return { title: `${news.demonstration ? '演示数据：' : ''}${news.project}：${event}`, text };
}

function eventOf(news: NewsFacts): { event: string; text: string } {
	switch (news.kind) {
		case 'project':
			return {
				event: '票决入选，开始办理',
				text: `在${news.meetingName}上，以 ${news.approve} 票赞成票决入选。`
			};
		case 'substitute':
			return {
				event: '更换而来，开始办理',
				text: `由“${news.replaced}”更换而来。决定：${news.decision}（${formatDate(news.decidedOn)}）`
			};
		case 'milestone':
			return {
				event: `节点“${news.name}”完成`,
				text: `计划 ${formatDate(news.plannedOn)}，实际 ${formatDate(news.doneOn)}完成。`
			};
		case 'report':
			return {
				event: `${monthText(news.month)}月报`,
				text: [news.percent === null ? '' : `形象进度 ${news.percent}%。`, news.done].join('')
			};
		case 'light':
			return {
				event: `办理状态变为“${lightWords[news.light].word}”`,
				text: `${formatDate(news.since)}起。${reasonsLine(news.reasons)}`
			};
		case 'change':
			return {
				event: `${changeKindNames[news.change]}（经决定）`,
				text: `理由：${news.reason}。决定：${news.decision}（${formatDate(news.decidedOn)}）`
			};
		case 'correction':
			return {
				event: `更正“${news.subject}”`,
				text: `原为“${news.before}”，现为“${news.after}”。原因：${news.reason}`
			};
		case 'measure':
			return {
				event: `更正进度或资金（${formatDate(news.asOf)}的数据）`,
				text: `随月报更正。原因：${news.reason}`
			};
		case 'acceptance':
			return {
				event: news.conclusion === 'pass' ? '验收合格' : '验收结论：需整改后再验收',
				text: `${formatDate(news.acceptedOn)}验收。${news.text}`
			};
		case 'survey':
			return {
				event: `${news.year}年度人大代表满意度测评结果为“${gradeNames[news.grade]}”`,
				text: `${satisfactionTexts.votes(news)}，${satisfactionTexts.base(news.base, news.baseNumber)}。`
			};
	}
}
