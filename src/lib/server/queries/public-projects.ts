import { sql } from 'drizzle-orm';
import type { ProjectHead, ProjectView } from '../../wire/views.ts';
import type { Desk } from '../db/client.ts';
import { projectHeads, wholeProject } from './project-heads.ts';

/** Projects under way, of every congress: what has been announced is public. */
export const publicProjects = (desk: Desk): Promise<ProjectHead[]> => projectHeads(desk, sql`true`);

export const publicProject = (desk: Desk, id: string): Promise<ProjectView | null> => wholeProject(desk, id);
