import { eq } from 'drizzle-orm';
import { inCongress, type Desk } from '#lib/server/db/client.ts';
import { changeRequest, project } from '#lib/server/db/tracker-schema.ts';
import { noon } from './tracked-town.ts';

/** A project as replacements were recorded before their substitute was named with the decision. */
export const replacedOfOld = (congressId: string, desk: Desk, projectId: string): Promise<void> =>
	inCongress(desk, congressId, async (tx) => {
		const at = noon('2026-05-11');
		const [change] = await tx
			.insert(changeRequest)
			.values({
				...{ congressId, projectId, kind: 'replace', before: {}, authority: 'congress', state: 'approved' },
				...{ after: { replacement: '自来水支管网入户工程' }, reason: '选址不可行，须更换为另一个项目' },
				...{ askedAt: at, askedBy: '水务站', decision: '涌人〔2026〕3号', decidedOn: '2026-05-10' },
				...{ decidedAt: at, decidedBy: '主席' }
			})
			.returning({ id: changeRequest.id });
		await tx.update(project).set({ replacedAt: at, changeId: change!.id }).where(eq(project.id, projectId));
	});
