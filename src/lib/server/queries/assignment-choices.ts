import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { AssignmentChoices } from '../../wire/tracker-views.ts';
import { inCongress, type Desk } from '../db/client.ts';
import { delegate, staff } from '../db/schema.ts';
import { project } from '../db/tracker-schema.ts';

/** What a 交办单 and a group are filled in from: units, those of them that can sign in, and the deputies. */
export const assignmentChoices = (desk: Desk, congressId: string): Promise<AssignmentChoices> =>
	inCongress(desk, congressId, async (tx) => {
		const deputies = await tx
			.select({ number: delegate.number, name: delegate.name })
			.from(delegate)
			.where(eq(delegate.active, true))
			.orderBy(asc(delegate.number));
		const accounts = await tx
			.selectDistinct({ unit: staff.unit })
			.from(staff)
			.where(and(eq(staff.role, 'department'), eq(staff.disabled, false), isNotNull(staff.unit)));
		const named = await tx.selectDistinct({ unit: project.unit }).from(project);
		const withAccount = accounts.map(({ unit }) => unit!);
		return {
			deputies,
			units: [...new Set([...withAccount, ...named.map(({ unit }) => unit)])].sort((a, b) =>
				a.localeCompare(b, 'zh-CN')
			),
			withAccount
		};
	});
