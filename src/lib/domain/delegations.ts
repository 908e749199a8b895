import { attendanceState } from './attendance.ts';

export type DelegationFigures = {
	delegation: string;
	/** 应到 */
	expected: number;
	/** 实到: ever checked in; `left` of them are out of the hall. */
	came: number;
	left: number;
	/** 请假 */
	onLeave: number;
	/** 缺席: neither here nor excused. */
	absent: number;
};

/** Attendance by delegation, in the order of the roll. */
export function delegationFigures(
	roll: { delegation: string; checkedInAt: string | null; leftAt: string | null; leave: string | null }[]
): DelegationFigures[] {
	const figures = new Map<string, DelegationFigures>();
	for (const row of roll) {
		const { delegation } = row;
		const one = figures.get(delegation) ?? {
			delegation,
			expected: 0,
			came: 0,
			left: 0,
			onLeave: 0,
			absent: 0
		};
		figures.set(delegation, one);
		const state = attendanceState(row);
		one.expected += 1;
		if (state === 'absent') one.absent += 1;
		else if (state === 'on-leave') one.onLeave += 1;
		else one.came += 1;
		if (state === 'left') one.left += 1;
	}
	return [...figures.values()];
}
