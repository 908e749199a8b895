import { sql } from 'drizzle-orm';

/**
 * Whether project `p` is accepted: 验收合格, and approved. From then on nobody is urged about its milestones and reports
 * any more, whatever was never reported.
 */
export const accepted = sql`exists (select from tracker.acceptance c
	where c.project_id = p.id and c.state = 'approved' and c.conclusion = 'pass')`;
