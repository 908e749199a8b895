import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { StaffActor } from '#lib/server/auth/actor.ts';
import { connectDesk, type Desk } from '#lib/server/db/client.ts';
import { startEmbedded } from '#lib/server/db/embedded.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { feedbackDesk } from '#lib/server/queries/feedback-desk.ts';
import { followPage } from '#lib/server/queries/follow-page.ts';
import { followedProject } from '#lib/server/queries/followed-project.ts';
import { reviewsFor, todoOf } from '#lib/server/queries/follow-work.ts';
import { inboxOf } from '#lib/server/queries/inbox.ts';
import { ledgerOfYear } from '#lib/server/queries/ledger-of-year.ts';
import { lightMonths } from '#lib/server/queries/light-months.ts';
import { officeBoard } from '#lib/server/queries/office-board.ts';
import { owedOpinions } from '#lib/server/queries/owed-opinions.ts';
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
import { publicProjectRecord } from '#lib/server/queries/public-project-record.ts';
import { publicResults } from '#lib/server/queries/public-results.ts';
import { projectHistory } from '#lib/server/queries/project-history.ts';
import { surveysView } from '#lib/server/queries/surveys-view.ts';
import { nightOf } from '#lib/server/tracker/night-of.ts';
import type { Row } from './report.ts';

const TOWNS = 1500;
const TARGET_MS = 100;

/**
 * `follow-up`: three years of 1,500 towns with ten projects each, 100,000 reports and photographs' records: every
 * list as one town's people ask for it, through row-level security. The night is one town's.
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
		await fill(owner);
		const [place] = await owner<{ congress: string; project: string }[]>`
			select congress_id as congress, id as project from tracker.project where year = 2025 limit 1`;
		const actor = (role: StaffActor['role'], unit: string | null): StaffActor => ({
			...{ kind: 'staff', id: crypto.randomUUID(), congressId: place!.congress, role, username: 'bench' },
			...{ name: 'bench', unit, delegateNumber: null }
		});
		const [office, unit] = [actor('supervision', null), actor('department', '单位3')];
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
			['office’s first page', () => officeBoard(desk, office, 2025, '2025-12-15')],
			['opinions owed a reply', () => owedOpinions(desk, office, opinionFilter, '2025-12-15')],
			['residents’ messages to be answered', () => feedbackDesk(desk, office, messageFilter)],
			['surveys', () => surveysView(desk, place!.congress, 2025)],
			['unit’s projects', () => followPage(desk, unit, filter)],
			['unit’s to-do', () => todoOf(desk, unit, '2025-06-15')],
			['what waits for the office', () => reviewsFor(desk, office)],
			['inbox', () => inboxOf(desk, unit)],
			['ledger of a year', () => ledgerOfYear(desk, office, 2025)],
			['lights by month', () => lightMonths(desk, office, 2025, '2025-12-15')],
			['one project', () => followedProject(desk, place!.congress, place!.project)],
			['its history', () => projectHistory(desk, place!.congress, place!.project, null)],
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
		['results, first page', () => publicResults(desk)]
	];
}

async function calendarOf(desk: Desk, congress: string): Promise<unknown> {
	const projects = await publicProjects(desk, { ...everything, congress }, { limit: 501 });
	return publicMilestones(
		desk,
		projects.map(({ id }) => id)
	);
}

/** Straight into the tables, as the owner: what is measured is the reading. */
async function fill(owner: postgres.Sql): Promise<void> {
	await owner`insert into desk.congress (id, name, level) select gen_random_uuid(), '镇' || n, 'town'
		from generate_series(1, ${TOWNS}::int) n`;
	await owner`insert into desk.meeting (id, congress_id, name, held_on, venue)
		select gen_random_uuid(), c.id, y || ' 年会议', make_date(y, 1, 10), '' from desk.congress c, generate_series(2023, 2025) y`;
	await owner`insert into desk.round (congress_id, meeting_id, sequence, kind, title, state, rules, manifest, manifest_hash,
			fingerprint, announced_at)
		select congress_id, id, 1, 'first', '', 'announced', '{}', '{}', '\\x00', '', held_on from desk.meeting`;
	await owner`insert into desk.candidate (congress_id, meeting_id, number, name, short_name, category, place, content, total_fen,
			year_fen, funding, unit, leader, beneficiaries, basis)
		select congress_id, id, n, '项目' || n, '', '', '村' || n % 4, '', 480000000, 480000000, '', '单位' || n % 6, '', '', ''
		from desk.meeting, generate_series(1, 10) n`;
	await owner`insert into tracker.project (congress_id, round_id, candidate_id, number, name, category, content, place,
			beneficiaries, unit, leader, total_fen, year_fen, funding, starts_on, ends_on, approve, updated_at, year)
		select c.congress_id, r.id, c.id, c.number, c.name, '', '', c.place, '', c.unit, '', c.total_fen, c.year_fen, '',
			m.held_on, m.held_on + 330, 50, m.held_on, extract(year from m.held_on)::int
		from desk.candidate c join desk.meeting m on m.id = c.meeting_id join desk.round r on r.meeting_id = m.id`;
	await owner`insert into tracker.assignment (congress_id, project_id, version, reference, unit, leader, contact, cooperating,
			target, starts_on, ends_on, plan_due_on, requirement, issued_at, issued_by)
		select congress_id, id, 1, '', unit, '', '', '[]', '', starts_on, ends_on, starts_on, '', now(), gen_random_uuid()
		from tracker.project`;
	await owner`insert into tracker.plan (project_id, congress_id, state, draft, version, due_on, saved_at, saved_by)
		select id, congress_id, 'approved', '{}', 1, starts_on, now(), '' from tracker.project`;
	await owner`insert into tracker.plan_version (congress_id, project_id, version, body, submitted_at, submitted_by)
		select congress_id, id, 1, jsonb_build_object('milestones', '[]'::jsonb, 'funds', '[]'::jsonb, 'note', '',
			'curve', jsonb_build_array(jsonb_build_object('on', starts_on, 'percent', 0), jsonb_build_object('on', ends_on, 'percent', 100))),
			now(), '' from tracker.project`;
	await owner`insert into tracker.milestone (congress_id, project_id, name, planned_on, stage)
		select congress_id, id, s, starts_on + 60 * n::int, s from tracker.project,
			unnest(array['start', 'main', 'finish', 'acceptance']) with ordinality as t(s, n)`;
	await owner`insert into tracker.standing (project_id, congress_id, year, light, reasons, rules_version, percent, planned_percent,
			planned_fen, arrived_fen, paid_fen, overdue_days, late_report_days, computed_on, computed_at)
		select id, congress_id, year, (array['green', 'yellow', 'red'])[1 + number % 3], '[]', 0, 40, 50, total_fen, 1, 1, 0, 0,
			ends_on, now() from tracker.project`;
	await owner`insert into tracker.light_change (congress_id, project_id, seq, since, light, reasons, rules_version, at)
		select congress_id, id, n, starts_on + 50 * n, (array['green', 'yellow', 'red'])[1 + n % 3], '[]', 0, now()
		from tracker.project, generate_series(1, 3) n`;
	// Two or three months of each project: a little over 100,000 reports, measures and photographs.
	await owner`insert into tracker.report (congress_id, project_id, month, due_on, state, draft, version, saved_at, saved_by)
		select congress_id, id, year || '-0' || n, make_date(year, n + 1, 5), 'approved', '{}', 1, now(), ''
		from tracker.project, generate_series(2, 4) n where n < 4 or number > 7`;
	await owner`insert into tracker.report_version (congress_id, report_id, version, body, hash, submitted_at, submitted_by)
		select congress_id, id, 1, '{"done": "完成管网铺设", "problems": "", "percent": 20}', '\\x00', now(), '' from tracker.report`;
	await owner`insert into tracker.measure (congress_id, project_id, as_of, percent, planned_fen, arrived_fen, paid_fen,
			report_id, at, by)
		select congress_id, project_id, due_on, 10, 1, 1, 1, id, now(), '' from tracker.report`;
	await owner`insert into tracker.evidence (id, congress_id, project_id, kind, slot, caption, taken_on, taken_from, media_type,
			bytes, sha256, shown, uploaded_at, uploaded_by)
		select gen_random_uuid(), congress_id, project_id, 'photo', 'during', '施工', due_on, 'camera', 'image/webp', 1, '\\x00',
			true, now(), '' from tracker.report`;
	await owner`insert into tracker.history (congress_id, project_id, at, by, act, changes)
		select congress_id, project_id, now(), '', 'report-approved', '[]' from tracker.report`;
	await owner`insert into tracker.reminder (congress_id, project_id, kind, subject_id, stage, unit, text, at)
		select congress_id, id, 'plan', id, 1, unit, '到期', now() from tracker.project`;
	await fillPeople(owner);
	for (const schema of ['desk', 'tracker'])
		for (const { name } of await owner<{ name: string }[]>`
			select tablename as name from pg_tables where schemaname = ${schema}`)
			await owner`analyze ${owner(schema)}.${owner(name)}`;
}

/** What deputies and residents write, and how the deputies graded: 45,000 opinions, 135,000 messages. */
async function fillPeople(owner: postgres.Sql): Promise<void> {
	await owner`insert into desk.delegate (congress_id, number, name, delegation, seat)
		select id, 1, '代表', '', '' from desk.congress`;
	await owner`insert into tracker.supervisor (congress_id, project_id, part, delegate_id, name, since)
		select p.congress_id, p.id, 'deputy', d.id, d.name, p.starts_on
		from tracker.project p join desk.delegate d on d.congress_id = p.congress_id`;
	await owner`insert into tracker.visit (id, congress_id, project_id, delegate_id, kind, visited_on, companions, found,
			opinion, reply_due_on, at)
		select gen_random_uuid(), p.congress_id, p.id, d.id, 'visit', p.starts_on + 90, '[]', '路面平整', '请加快进度',
			p.starts_on + 110, p.starts_on + 90
		from tracker.project p join desk.delegate d on d.congress_id = p.congress_id`;
	await owner`insert into tracker.feedback (congress_id, project_id, text, state, at, review_due_on, reply_due_on, decided_at,
			reply, replied_at)
		select congress_id, id, '什么时候完工', 'shown', starts_on + 60 * n, starts_on + 60 * n + 3, starts_on + 60 * n + 15,
			now(), case when n < 3 then '年底前' else '' end, case when n < 3 then now() end
		from tracker.project, generate_series(1, 3) n`;
	await owner`insert into tracker.survey (congress_id, year, meeting_id, round_id, base, rule, setting_version, created_at,
			created_by, announced_at)
		select r.congress_id, extract(year from m.held_on)::int, m.id, r.id, 'all', 'majority', 0, now(), '', now()
		from desk.round r join desk.meeting m on m.id = r.meeting_id`;
	await owner`insert into tracker.survey_result (congress_id, survey_id, project_id, satisfied, basic, dissatisfied, blank, base,
			base_number, rule, grade, at)
		select p.congress_id, s.id, p.id, n.satisfied, 20, 56 - n.satisfied, 0, 'all', 76, 'majority', n.grade, now()
		from tracker.project p
		join tracker.survey s on s.congress_id = p.congress_id and s.year = p.year
		join (values (0, 50, 'satisfied'), (1, 30, 'basic'), (2, 10, 'dissatisfied')) n(key, satisfied, grade)
			on n.key = p.number % 3`;
}
