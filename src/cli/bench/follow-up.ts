import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { DelegateActor, StaffActor } from '#lib/server/auth/actor.ts';
import { connectDesk, type Desk } from '#lib/server/db/client.ts';
import { startEmbedded } from '#lib/server/db/embedded.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { feedbackDesk } from '#lib/server/queries/feedback-desk.ts';
import { followPage } from '#lib/server/queries/follow-page.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { reviewsFor, todoOf } from '#lib/server/queries/follow-work.ts';
import { freeReserve } from '#lib/server/queries/free-reserve.ts';
import { inboxOf } from '#lib/server/queries/inbox.ts';
import { lastYear } from '#lib/server/queries/last-year.ts';
import { ledgerOfYear } from '#lib/server/queries/ledger-of-year.ts';
import { lightMonths } from '#lib/server/queries/light-months.ts';
import { officeBoard } from '#lib/server/queries/office-board.ts';
import { owedOpinions } from '#lib/server/queries/owed-opinions.ts';
import { planVersions } from '#lib/server/queries/plan-versions.ts';
import { projectOpinions } from '#lib/server/queries/project-opinions.ts';
import {
	countProjects,
	everything,
	offeredCongresses,
	publicPage,
	publicProjects,
	publicYears
} from '#lib/server/queries/public-projects.ts';
import { publicMilestones } from '#lib/server/queries/public-milestones.ts';
import { publicNews } from '#lib/server/queries/public-news.ts';
import { publicListPage, publicProjectPage } from '#lib/server/queries/public-project.ts';
import { publicProjectRecord } from '#lib/server/queries/public-project-record.ts';
import { publicResults } from '#lib/server/queries/public-results.ts';
import { projectHistory } from '#lib/server/queries/project-history.ts';
import { reservePage } from '#lib/server/queries/reserve-page.ts';
import { superviseList } from '#lib/server/queries/supervise-list.ts';
import { superviseProject } from '#lib/server/queries/supervise-project.ts';
import { surveysView } from '#lib/server/queries/surveys-view.ts';
import { timelineNodes } from '#lib/server/queries/timeline.ts';
import { unitTerms } from '#lib/server/queries/unit-terms.ts';
import { makeCalendar } from '#lib/server/tracker/make-calendar.ts';
import { nightOf } from '#lib/server/tracker/night-of.ts';
import type { FollowFilter } from '#lib/wire/tracker-views.ts';
import { fillTowns } from './fill-towns.ts';
import type { Row } from './report.ts';

const TOWNS = 1500;
const TARGET_MS = 100;

/**
 * `follow-up`: three years of 1,500 towns with ten projects each, one of them replaced, 100,000 reports and photographs'
 * records: every list as one town's people ask for it, through row-level security. The night is one town's.
 */
export async function benchFollowUp(runs: number, say: (text: string) => void): Promise<Row[]> {
	const dataDir = mkdtempSync(join(tmpdir(), 'piaojue-bench-follow-up-'));
	chmodSync(dataDir, 0o755);
	const database = await startEmbedded({ dataDir });
	await migrate(database.url);
	const desk = connectDesk(database.url, { dir: '', secret: '' }, { max: 1 });
	const owner = postgres(database.url, { max: 1, onnotice: () => {} });
	try {
		say(`writing three years of ${TOWNS} towns`);
		await fillTowns(owner, TOWNS);
		const [place] = await owner<{ congress: string; project: string }[]>`
			select congress_id as congress, id as project from tracker.project where year = 2025 limit 1`;
		const actor = (role: StaffActor['role'], unit: string | null): StaffActor => ({
			...{ kind: 'staff', id: crypto.randomUUID(), congressId: place!.congress, role, username: 'bench' },
			...{ name: 'bench', unit, delegateNumber: null }
		});
		const [office, unit] = [actor('supervision', null), actor('department', '单位3')];
		const deputy = await deputyOf(owner, place!.congress);
		const key = await makeCalendar(desk, unit);
		const filter = {
			year: null,
			light: null,
			unit: null,
			place: null,
			due: null,
			grade: null,
			words: '',
			page: 1
		};
		const narrowed = { year: null, unit: null, late: false, page: 1 };
		const [opinionFilter, messageFilter] = [
			narrowed,
			{ ...narrowed, list: 'open' as const, projectId: null, today: '2025-12-15' }
		];
		const lists: [string, () => Promise<unknown>][] = [
			['leader’s table', () => followPage(desk, office, filter)],
			['leader’s table, red only', () => followPage(desk, office, { ...filter, light: 'red' })],
			['leader’s table, 不满意 only', () => followPage(desk, office, { ...filter, grade: 'dissatisfied' })],
			['leader’s table, 监督小组不足 only', () => followPage(desk, office, { ...filter, due: 'no-group' })],
			['office’s first page', () => officeBoard(desk, office, 2025, '2025-12-15')],
			['opinions owed a reply', () => owedOpinions(desk, office, opinionFilter, '2025-12-15')],
			['residents’ messages to be answered', () => feedbackDesk(desk, office, messageFilter)],
			['surveys', () => surveysView(desk, place!.congress, 2025)],
			['unit’s projects', () => followPage(desk, unit, filter)],
			['unit’s to-do', () => todoOf(desk, unit, '2025-06-15')],
			['what waits for the office', () => reviewsFor(desk, office)],
			['inbox', () => inboxOf(desk, unit)],
			[
				'unit’s calendar',
				() => unitTerms(desk, key.ok ? key.value.token : '', new Date('2025-06-15T00:10:00Z'))
			],
			['ledger of a year', () => ledgerOfYear(desk, office, 2025)],
			['lights by month', () => lightMonths(desk, office, 2025, '2025-12-15')],
			['one project', () => followedProject(desk, place!.congress, place!.project)],
			['its history', () => projectHistory(desk, place!.congress, place!.project, null)],
			['its plan’s versions', () => planVersions(desk, place!.congress, place!.project, null)],
			['its opinions', () => projectOpinions(desk, office, place!.project)],
			['timeline of a year', () => timelineOf(desk, office, { ...filter, year: 2025 })],
			['last year’s projects', () => lastYear(desk, place!.congress)],
			['reserve', () => reservePage(desk, office, { year: null, state: null, page: 1 })],
			['reserve that is free', () => freeReserve(desk, place!.congress)],
			['deputy’s first page', () => superviseList(desk, deputy, { words: '', page: 1 })],
			['deputy’s search', () => superviseList(desk, deputy, { words: '单位3', page: 1 })],
			['deputy’s page of a project', () => superviseProject(desk, deputy, place!.project)],
			...publicLists(desk, place!)
		];
		const rows: Row[] = [];
		for (const [label, ask] of lists) {
			await ask();
			const samples: number[] = [];
			for (let run = 0; run < runs; run++) {
				const at = performance.now();
				await ask();
				samples.push(performance.now() - at);
			}
			say(`${label}: ${samples.map((ms) => ms.toFixed(0)).join(', ')} ms`);
			rows.push({
				...{ name: 'follow-up', case: label, figure: 'list', unit: 'ms', samples },
				target: { atMost: TARGET_MS }
			});
		}
		const at = performance.now();
		await nightOf(desk, place!.congress, new Date('2025-06-15T00:10:00+08:00'));
		rows.push({
			...{ name: 'follow-up', case: '30 projects', figure: 'a town’s night', unit: 'ms' },
			...{ samples: [performance.now() - at], target: null }
		});
		return rows;
	} finally {
		await owner.end();
		await desk.$client.end();
		await database.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
}

/** The deputy who supervises all of a town's projects. */
async function deputyOf(owner: postgres.Sql, congress: string): Promise<DelegateActor> {
	const [row] = await owner<{ id: string; name: string }[]>`
		select id, name from desk.delegate where congress_id = ${congress} and number = 1`;
	return {
		...{ kind: 'delegate', role: 'delegate', congressId: congress, number: 1, delegation: '', seat: '' },
		...row!
	};
}

/** As the page asks: a year's projects, then their milestones. */
async function timelineOf(desk: Desk, office: StaffActor, filter: FollowFilter): Promise<unknown> {
	const { rows } = await followPage(desk, office, filter, 'number');
	return timelineNodes(
		desk,
		office,
		rows.map(({ id }) => id)
	);
}

/** What everybody may read, over all towns at once. */
function publicLists(
	desk: Desk,
	{ congress, project }: { congress: string; project: string }
): [string, () => Promise<unknown>][] {
	const all = everything;
	const [last, limit] = [750, { limit: 100 }];
	return [
		['public: newest projects', () => publicProjects(desk, all, { limit: 6 })],
		['public: number of all projects', () => countProjects(desk, all)],
		['public: years on offer', () => publicYears(desk)],
		['public: congresses on offer', () => offeredCongresses(desk, congress)],
		['public: first page', () => publicPage(desk, all, 1)],
		['public: last page of a year', () => publicPage(desk, { ...all, year: 2024 }, last)],
		['public: last page of all', () => publicPage(desk, all, 9999)],
		['public: one congress', () => publicPage(desk, { ...all, congress }, 1)],
		['public: red of a year', () => publicPage(desk, { ...all, year: 2025, light: 'red' }, 1)],
		['public: words, all years', () => publicPage(desk, { ...all, words: '单位3' }, 1)],
		['open data: a page', () => publicProjects(desk, all, limit)],
		[
			'open data: a page far behind',
			() =>
				publicProjects(desk, all, {
					...limit,
					after: { year: 2023, congressId: congress, number: 1, id: project }
				})
		],
		['open data: one project', () => publicProjectRecord(desk, project)],
		['news of all', () => publicNews(desk, { congress: null, project: null }, 50)],
		['news of a congress', () => publicNews(desk, { congress, project: null }, 50)],
		['news of a project', () => publicNews(desk, { congress: null, project }, 50)],
		['calendar of a congress', () => calendarOf(desk, congress)],
		['results, first page', () => publicResults(desk)],
		['public: one project', () => publicProjectPage(desk, project)],
		...(['photos', 'reports', 'messages'] as const).map((list): [string, () => Promise<unknown>] => [
			`public: ${list} of a project, last page`,
			() => publicListPage(desk, project, list, 9999)
		])
	];
}

async function calendarOf(desk: Desk, congress: string): Promise<unknown> {
	const projects = await publicProjects(desk, { ...everything, congress }, { limit: 501 });
	return publicMilestones(
		desk,
		projects.map(({ id }) => id)
	);
}
