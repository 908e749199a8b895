import type { WaitingRecord } from '#lib/wire/roll.ts';
import type { RollRow } from '#lib/wire/views.ts';

/** The roll as this desk knows it: what the server said, and what waits here to be uploaded. */
export function withWaiting(roll: RollRow[], waiting: WaitingRecord[]): RollRow[] {
	if (!waiting.length) return roll;
	const changed = new Map<number, RollRow>();
	const known = new Map(roll.map((row) => [row.number, row]));
	for (const { act, delegateNumber, recordedAt } of waiting) {
		const row = changed.get(delegateNumber) ?? known.get(delegateNumber);
		if (row) changed.set(delegateNumber, applied(row, act, recordedAt));
	}
	return roll.map((row) => changed.get(row.number) ?? row);
}

function applied(row: RollRow, act: WaitingRecord['act'], at: string): RollRow {
	switch (act) {
		case 'checkIn':
			return row.checkedInAt === null ? { ...row, checkedInAt: at } : row;
		case 'leaveEarly':
			return { ...row, leftAt: row.leftAt ?? at };
		case 'returnToHall':
			return { ...row, leftAt: null };
	}
}
