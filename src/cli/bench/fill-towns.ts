import type postgres from 'postgres';
import { fillSupervision } from './fill-supervision.ts';

/** Straight into the tables, as the owner: what is measured is the reading. */
export async function fillTowns(owner: postgres.Sql, towns: number): Promise<void> {
	await owner`insert into desk.congress (id, name, level) select gen_random_uuid(), '镇' || n, 'town'
		from generate_series(1, ${towns}::int) n`;
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
	await fillReplaced(owner);
	await fillMoved(owner);
	await fillPeople(owner);
	await fillSupervision(owner);
	for (const schema of ['desk', 'tracker'])
		for (const { name } of await owner<{ name: string }[]>`
			select tablename as name from pg_tables where schemaname = ${schema}`)
			await owner`analyze ${owner(schema)}.${owner(name)}`;
}

/** Five to a vote that were not chosen, and one project in ten replaced by another. */
async function fillReplaced(owner: postgres.Sql): Promise<void> {
	await owner`insert into desk.candidate (congress_id, meeting_id, number, name, short_name, category, place, content,
			total_fen, year_fen, funding, unit, leader, beneficiaries, basis)
		select congress_id, id, n, '备选' || n, '', '', '', '', 480000000, 480000000, '', '单位' || abs(n) % 6, '', '', ''
		from desk.meeting, unnest(array[-1, 11, 12, 13, 14, 15]) n`;
	await owner`insert into tracker.reserve (congress_id, round_id, candidate_id, year, number, name, unit, total_fen, approve,
			added_at)
		select c.congress_id, r.id, c.id, extract(year from m.held_on)::int, c.number, c.name, c.unit, c.total_fen, 20, m.held_on
		from desk.candidate c join desk.meeting m on m.id = c.meeting_id join desk.round r on r.meeting_id = m.id
		where c.number > 10`;
	await owner`insert into tracker.change_request (congress_id, project_id, kind, before, after, reason, authority, state,
			asked_at, asked_by, decision, decided_on, decided_at, decided_by)
		select congress_id, id, 'replace', '{}', '{"replacement": "备选"}', '选址不可行', 'congress', 'approved', starts_on, '',
			'九号', starts_on, starts_on, '' from tracker.project where number = 10`;
	await owner`update tracker.project p set replaced_at = c.decided_at, change_id = c.id from tracker.change_request c
		where c.project_id = p.id`;
	await owner`insert into tracker.project (congress_id, round_id, candidate_id, number, name, category, content, place,
			beneficiaries, unit, leader, total_fen, year_fen, funding, starts_on, ends_on, approve, updated_at, year, predecessor_id)
		select p.congress_id, p.round_id, c.id, 11, c.name, '', '', '', '', c.unit, '', c.total_fen, c.year_fen, '', p.starts_on,
			p.ends_on, 0, p.updated_at, p.year, p.id
		from tracker.project p join desk.round r on r.id = p.round_id
			join desk.candidate c on c.meeting_id = r.meeting_id and c.number = -1
		where p.number = 10`;
}

/** Two decisions over the days of every other project, each for two of its milestones. */
async function fillMoved(owner: postgres.Sql): Promise<void> {
	await owner`insert into tracker.change_request (congress_id, project_id, kind, before, after, reason, authority, state,
			asked_at, asked_by, decision, decided_on, decided_at, decided_by)
		select p.congress_id, p.id, 'date', '{}', jsonb_build_object('milestones', jsonb_agg(jsonb_build_object('id', m.id,
			'name', m.name, 'plannedOn', m.planned_on + 10 * n))), '汛期连续降雨', 'presidium', 'approved', p.starts_on, '',
			'十号', p.starts_on, p.starts_on, ''
		from tracker.project p join tracker.milestone m on m.project_id = p.id and m.stage in ('main', 'finish'),
			generate_series(1, 2) n where p.number % 2 = 1 group by p.congress_id, p.id, p.starts_on, n`;
	await owner`update tracker.milestone m set planned_on = planned_on + 20 from tracker.project p
		where p.id = m.project_id and p.number % 2 = 1 and m.stage in ('main', 'finish')`;
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
