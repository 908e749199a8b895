import { formatDate } from '../../i18n/format.ts';
import { kindNames } from '../../i18n/zh-CN/common.ts';
import { announcementTexts as t, paperNames } from '../../i18n/zh-CN/papers.ts';
import type { PaperFacts } from '../queries/papers-facts.ts';
import type { Paper } from './document.ts';
import { html } from './html.ts';
import { isSurveyed, surveyAnnouncement } from './survey-papers.ts';

export type AnnouncementChoice = {
	/** The union of all announced rounds instead of this round alone. */
	whole: boolean;
	/** Towns differ in whether a 公告 names the votes; most do not. */
	votes: boolean;
};

/**
 * 票决结果公告 of an announced round or of the whole poll; null before the chair has announced. As such papers read:
 * in the text the day of the session, at the foot the day of the announcement.
 */
export function announcementPaper(facts: PaperFacts, { whole, votes }: AnnouncementChoice): Paper | null {
	const { meeting, round, result, poll } = facts;
	if (round.state !== 'announced' || !round.announcedAt || !result || result.status === 'void') return null;
	if (isSurveyed(result)) return surveyAnnouncement(facts, result, votes);
	const chosen =
		whole && poll
			? poll.chosen
			: result.standings
					.filter((one) => one.outcome === 'elected')
					.map((one) => ({ ...one, sequence: round.sequence }));
	const seatsLeft = whole && poll ? poll.seatsLeft : Math.max(0, result.seats - chosen.length);
	const title = whole && poll ? poll.title : round.title;
	const later = whole && poll ? poll.rounds.filter((one) => one.kind !== 'first') : [];
	const date = formatDate(meeting.heldOn);
	const laterText = later.flatMap((one) => {
		const names = chosen.filter((item) => item.sequence === one.sequence).map((item) => `“${item.name}”`);
		return names.length ? [t.later(kindNames[one.kind], names.join('、'))] : [];
	});
	return {
		title: `${meeting.name}${title}${paperNames.announcement}`,
		body: html`<h1><span>${t.title(meeting.congressName)}</span></h1>
			<p class="center" style="margin-bottom:28.95pt">${t.no}</p>
			<p>
				${chosen.length ? t.lead(meeting.name, date, title, chosen.length) : t.nobody(meeting.name, date, title)}
			</p>
			${chosen.map((one, i) => html`<p>${t.item(i + 1, one.name, votes ? one.approve : null)}</p>`)}
			${laterText.map((text) => html`<p>${text}</p>`)}
			${seatsLeft > 0 && html`<p>${t.seatsLeft(seatsLeft)}</p>`}
			<p>${t.closing}</p>
			<div class="whole" style="margin-top:57.9pt">
				<p class="right">${t.signer(meeting.name)}</p>
				<p class="right" style="padding-right:4em">${formatDate(round.announcedAt)}</p>
			</div>`
	};
}
