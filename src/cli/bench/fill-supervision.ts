import type postgres from 'postgres';

/**
 * What a year of supervision leaves behind: whole groups for four projects in five, acceptances of what is over, acts of
 * supervision in each of their states, replies that wait for a deputy's judgement, corrected figures. Without them the
 * lists of these would be timed empty.
 */
export async function fillSupervision(owner: postgres.Sql): Promise<void> {
	await owner`insert into desk.delegate (congress_id, number, name, delegation, seat)
		select id, n, '代表' || n, '', '' from desk.congress, generate_series(2, 4) n`;
	await owner`insert into tracker.supervisor (congress_id, project_id, part, delegate_id, name, since)
		select p.congress_id, p.id, case d.number when 2 then 'leader' when 3 then 'presidium' else 'deputy' end, d.id, d.name,
			p.starts_on
		from tracker.project p join desk.delegate d on d.congress_id = p.congress_id and d.number > 1
		where p.number % 5 <> 0`;
	await owner`insert into tracker.acceptance (congress_id, project_id, version, accepted_on, conclusion, people, text, final_fen,
			state, submitted_at, submitted_by, decided_at, decided_by)
		select congress_id, id, 1, ends_on, 'pass', '验收组', '合格', total_fen, 'approved', ends_on, '', ends_on, ''
		from tracker.project where replaced_at is null and (year = 2023 or year = 2024 and number % 4 > 0)`;
	await owner`insert into tracker.supervision_act (congress_id, project_id, kind, reference, held_on, text, due_on, state, at, by,
			closed_at, closed_for)
		select congress_id, id, k.kind, number || '号', starts_on + 100, '请说明情况', k.due, k.state, starts_on + 100, '',
			case k.state when 'closed' then starts_on + 130 end, case k.state when 'closed' then '已落实' end
		from tracker.project, lateral (values
			('notice', starts_on + 110, (array['open', 'replied', 'closed', 'closed'])[1 + number % 4]),
			('talk', null::date, case number % 3 when 0 then 'open' else 'closed' end)) k(kind, due, state)`;
	await owner`insert into tracker.supervision_reply (congress_id, act_id, number, text, at, by)
		select congress_id, id, 1, '已经整改', at + interval '5 days', '' from tracker.supervision_act
		where state <> 'open' and kind = 'notice'`;
	await owner`insert into tracker.visit_reply (congress_id, visit_id, number, text, at, by)
		select v.congress_id, v.id, 1, '已经安排', v.at + interval '8 days', ''
		from tracker.visit v join tracker.project p on p.id = v.project_id where p.number % 3 > 0`;
	await owner`insert into tracker.visit_rating (congress_id, visit_id, number, grade, at)
		select r.congress_id, r.visit_id, 1, 'satisfied', r.at + interval '3 days'
		from tracker.visit_reply r join tracker.visit v on v.id = r.visit_id join tracker.project p on p.id = v.project_id
		where p.number % 3 = 1`;
	await owner`update tracker.measure m set correction = '上月误填' from tracker.project p
		where p.id = m.project_id and p.number = 7`;
}
