import { offlineDocument } from '#lib/client/cards/offline-document.ts';
import { sha256 } from '#lib/crypto/sha256.ts';
import { utf8 } from '#lib/crypto/bytes.ts';
import { demonstrationText } from '#lib/i18n/zh-CN/common.ts';
import { offlineCardsTexts } from '#lib/i18n/zh-CN/cards-page.ts';
import { cardsView } from '#lib/server/queries/cards-view.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { currentMeetingId } from '#lib/server/queries/current-meeting-id.ts';
import script from 'virtual:offline-cards';
import { staffOf } from '../../../staff-of.ts';
import type { RequestHandler } from './$types';

const scriptHash = btoa(String.fromCharCode(...sha256(utf8(script))));

/** 制卡页 as one file, with the deputies who have no card yet. It holds no secret: the cards are made where it is opened. */
export const GET: RequestHandler = async ({ locals }) => {
	const { congressId } = staffOf(locals);
	const { rows } = await cardsView(locals.desk, congressId);
	const meetingId = await currentMeetingId(locals.desk, congressId);
	const meeting = meetingId && (await consoleView(locals.desk, congressId, meetingId)).meeting;
	const document = offlineDocument({
		holders: rows.filter(({ state }) => state === 'none'),
		origin: locals.origin,
		mark: meeting && meeting.demonstration ? demonstrationText : null,
		script,
		scriptHash
	});
	return new Response(document, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-disposition': `attachment; filename="cards.html"; filename*=UTF-8''${encodeURIComponent(offlineCardsTexts.title)}.html`,
			'cache-control': 'no-store'
		}
	});
};
