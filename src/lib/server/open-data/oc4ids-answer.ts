import { productName } from '../../i18n/zh-CN/common.ts';
import { MOST_ROWS, projectsQuery } from '../../wire/public-api.ts';
import { problemAnswer } from '../answers.ts';
import type { Desk } from '../db/client.ts';
import { publicJson } from '../public-answers.ts';
import { publicDetails } from '../queries/public-details.ts';
import { cursorOf, offeredCongresses, placeOfCursor, publicProjects } from '../queries/public-projects.ts';
import { queryOf, type Asked } from './asked.ts';
import { addressOf } from './address-of.ts';
import { OC4IDS_VERSION, oc4idsProject } from './oc4ids.ts';

const USUAL_ROWS = 100;

/** A project package of the standard. One without a project is none, so then there is nothing to find. */
export async function oc4idsAnswer({ request, url, locals }: Asked): Promise<Response> {
	const { publicDesk: desk, origin, dataLicense } = locals;
	const query = projectsQuery.safeParse(queryOf(url));
	if (!query.success) return problemAnswer('bad-request');
	const { year, congress, light, q, limit: wished, after } = query.data;
	const limit = Math.min(wished ?? USUAL_ROWS, MOST_ROWS);
	const found = await publicProjects(
		desk,
		{ year: year ?? null, congress: congress ?? null, light: light ?? null, words: q ?? '' },
		{ limit: limit + 1, after: after ? placeOfCursor(after) : null }
	);
	const heads = found.slice(0, limit);
	if (heads.length === 0) return problemAnswer('not-found');
	const details = await publicDetails(
		desk,
		heads.map(({ id }) => id)
	);
	const next = found.length > limit ? origin + addressOf(url, { after: cursorOf(heads.at(-1)!) }) : null;
	return publicJson(
		request,
		{
			uri: origin + url.pathname + url.search,
			// The newest change of what is inside, so that the same content is the same package.
			publishedDate: heads
				.map(({ updatedAt }) => updatedAt)
				.sort()
				.at(-1)!,
			version: OC4IDS_VERSION,
			...(dataLicense ? { license: dataLicense.url } : {}),
			publisher: { name: await publisherOf(desk, congress ?? null), uri: origin },
			projects: heads.map((head) => oc4idsProject(head, details.get(head.id)!, origin)),
			...(next ? { links: { next } } : {})
		},
		{ next }
	);
}

async function publisherOf(desk: Desk, congress: string | null): Promise<string> {
	const offered = await offeredCongresses(desk, congress);
	const one = congress
		? offered.find(({ id }) => id === congress)
		: offered.length === 1
			? offered[0]
			: undefined;
	return one?.name ?? productName;
}
