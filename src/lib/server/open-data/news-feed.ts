import { productName } from '../../i18n/zh-CN/common.ts';
import { newsText } from '../../i18n/zh-CN/news.ts';
import { newsQuery } from '../../wire/public-api.ts';
import { problemAnswer } from '../answers.ts';
import type { Desk } from '../db/client.ts';
import { queryOf, type Asked } from './asked.ts';
import { publicAnswer } from '../public-answers.ts';
import { publicNews } from '../queries/public-news.ts';
import { congressNamed, publicProject } from '../queries/public-projects.ts';
import { firstAnnounced } from '../queries/public-results.ts';
import { atomFeed } from './atom.ts';
import { permanentId } from './permanent-id.ts';

const NEWEST = 50;

/** The news of a project, of a congress or of all as a feed; `not-found` for what is not public. */
export async function newsFeed({
	request,
	url,
	locals: { publicDesk: desk, origin }
}: Asked): Promise<Response> {
	const query = newsQuery.safeParse(queryOf(url));
	if (!query.success) return problemAnswer('bad-request');
	const { congress = null, project = null } = query.data;
	const about = await subjectOf(desk, { congress, project });
	if (!about) return problemAnswer('not-found');
	const news = await publicNews(desk, { congress, project }, NEWEST);
	const self = origin + url.pathname + url.search;
	const body = atomFeed({
		...{ id: about.id, self, title: about.title, author: about.author, alternate: origin + about.path },
		entries: news.map((one) => {
			const link = `${origin}/projects/${one.projectId}`;
			return { ...newsText(one), link, id: permanentId(`news/${one.kind}/${one.id}`), updated: one.at };
		})
	});
	return publicAnswer(request, { body, type: 'application/atom+xml' });
}

async function subjectOf(
	desk: Desk,
	{ congress, project }: { congress: string | null; project: string | null }
): Promise<{ id: string; title: string; author: string; path: string } | null> {
	if (project) {
		const found = await publicProject(desk, project);
		return (
			found && {
				...{ id: permanentId(`feed/project/${found.id}`), title: found.name, author: found.congressName },
				path: `/projects/${project}`
			}
		);
	}
	if (congress) {
		const [found] = await congressNamed(desk, congress);
		return found
			? {
					id: permanentId(`feed/congress/${found.id}`),
					title: `${found.name} · ${productName}`,
					author: found.name,
					path: `/projects?congress=${congress}`
				}
			: null;
	}
	// Another site's feed of all is another one: the first result that was announced tells them apart for good.
	const id = permanentId(`feed/all/${await firstAnnounced(desk)}`);
	return { id, title: productName, author: productName, path: '/projects' };
}
