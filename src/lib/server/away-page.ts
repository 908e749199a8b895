import { refusalText } from '../i18n/zh-CN/refusals.ts';
import { awayTitle } from '../i18n/zh-CN/common.ts';
import { sentencePage } from './sentence-page.ts';

/** What a page answers while PostgreSQL can't be reached: 503, one sentence, and the same address again by itself. */
export const awayPage = (): Response =>
	sentencePage(503, { title: awayTitle, text: refusalText('database-away'), retrySeconds: 5 });
