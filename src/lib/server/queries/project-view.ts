import { sql } from 'drizzle-orm';
import type { ProjectView } from '../../wire/views.ts';
import type { Desk } from '../db/client.ts';
import { wholeProject } from './project-heads.ts';

/** One project for the staff of its congress; null for a project of another one. */
export async function projectView(
	desk: Desk,
	congressId: string,
	projectId: string
): Promise<ProjectView | null> {
	const [owner] = await desk.execute<{ congress_id: string }>(
		sql`select congress_id from desk.find_project(${projectId}::uuid)`
	);
	return owner?.congress_id === congressId ? wholeProject(desk, projectId) : null;
}
