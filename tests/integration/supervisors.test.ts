import { eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { delegate } from '#lib/server/db/schema.ts';
import { history, supervisor } from '#lib/server/db/tracker-schema.ts';
import { setSupervisors } from '#lib/server/tracker/set-supervisors.ts';
import { noon, trackedTown, type TrackedTown } from '../support/tracked-town.ts';

// 1+1+2, where two of the deputies have one name.

let town: TrackedTown;
beforeAll(async () => {
	town = await trackedTown();
	await town.read((tx) =>
		tx.update(delegate).set({ name: '王芳' }).where(eq(delegate.congressId, town.congressId))
	);
});
afterAll(() => town.leave());

const set = (presidium: number, deputies: number[]) =>
	setSupervisors(
		town.desk,
		town.person('supervision'),
		{ projectId: town.projects[0]!.id, leader: '王芳', presidium, deputies },
		noon('2026-03-02')
	);
const lines = () => town.read((tx) => tx.select({ changes: history.changes }).from(history));

test('two deputies of one name supervise together, and no member twice', async () => {
	expect(await set(1, [2, 3, 3])).toEqual({ ok: true, value: {} });
	const members = await town.read((tx) => tx.select().from(supervisor).where(isNull(supervisor.until)));
	expect(members.map(({ part }) => part).sort()).toEqual(['deputy', 'deputy', 'leader', 'presidium']);
	expect(new Set(members.map(({ delegateId }) => delegateId)).size).toBe(4);
});

test('a group saved as it stands writes nothing', async () => {
	expect(await set(1, [3, 2])).toMatchObject({ code: 'group-same' });
	expect(await lines()).toHaveLength(1);
});

test('the history tells by number which of them came and left', async () => {
	expect(await set(2, [1, 3])).toMatchObject({ ok: true });
	const [, line] = await lines();
	expect(line!.changes[0]!.before).not.toBe(line!.changes[0]!.after);
	expect(String(line!.changes[0]!.after)).toContain('王芳（2号）');
});
