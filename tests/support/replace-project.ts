import type { Substitute } from '#lib/domain/tracker/substitute.ts';
import { askChange } from '#lib/server/tracker/ask-change.ts';
import { decideChange } from '#lib/server/tracker/decide-change.ts';
import { substituteSheet } from './substitute-sheet.ts';
import { noon, type TrackedTown } from './tracked-town.ts';

/** One of the town's projects replaced by a decision of `day`, as its unit has asked. @returns the substitute's id */
export async function replaceProject(
	{ desk, projects, person }: Pick<TrackedTown, 'desk' | 'projects' | 'person'>,
	{
		projectId = projects[0]!.id,
		day = '2026-06-05',
		substitute = substituteSheet()
	}: { projectId?: string; day?: string; substitute?: Substitute } = {}
): Promise<string> {
	const unit = person(projectId === projects[1]!.id ? 'roads' : 'water');
	const asked = await askChange(
		desk,
		unit,
		{
			...{ projectId, kind: 'replace', after: { replacement: '另一个项目' } },
			reason: '选址不可行，须更换为另一个项目'
		},
		noon(day)
	);
	if (!asked.ok) throw new Error(asked.code);
	const decided = await decideChange(
		desk,
		person('office'),
		{
			...{ projectId, id: asked.value.id, verdict: 'approved', by: 'congress', note: '', substitute },
			...{ reference: '涌人〔2026〕9号', decidedOn: day }
		},
		noon(day)
	);
	if (!decided.ok) throw new Error(decided.code);
	return decided.value.substitute!.id;
}
