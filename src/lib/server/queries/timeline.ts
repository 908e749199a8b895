import { isoDate } from '../../i18n/format.ts';
import type { MilestoneFacts } from '../../wire/tracker-views.ts';
import type { StaffActor } from '../auth/actor.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { milestoneFacts } from './milestone-facts.ts';

/** The milestones of the projects of a list, by project, in the order of their days. */
export const timelineNodes = (
	desk: Desk,
	actor: StaffActor,
	projectIds: string[],
	now = new Date()
): Promise<Record<string, MilestoneFacts[]>> =>
	inCongress(desk, actor.congressId, (tx) => milestoneFacts(tx, projectIds, isoDate(now)));
