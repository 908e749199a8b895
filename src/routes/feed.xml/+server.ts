import { endpoint } from '#lib/server/answers.ts';
import { newsFeed } from '#lib/server/open-data/news-feed.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = endpoint((event) => newsFeed(event));
