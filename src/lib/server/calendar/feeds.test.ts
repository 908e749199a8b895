import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PublicMilestone } from '../queries/public-milestones.ts';
import type { UnitTerm } from '../queries/unit-terms.ts';
import { milestonesCalendar } from './milestones-calendar.ts';
import { unitCalendar } from './unit-calendar.ts';

/** Both calendars, read by the rules of RFC 5545 and by nothing that wrote them. */

const origin = 'https://piaojue.example';
const milestone = (project: string, name: string): PublicMilestone => ({
	...{ id: crypto.randomUUID(), projectId: crypto.randomUUID(), project, name, place: project },
	...{
		unit: project,
		plannedOn: '2026-02-28',
		doneOn: null,
		claimedOn: null,
		demonstration: false,
		moved: 0,
		undone: 0
	},
	...{ updatedAt: '2026-02-01T08:00:00.000Z', replacedAt: null, droppedAt: null, accepted: false }
});
const term = (project: string, about: string): UnitTerm => ({
	...{ id: crypto.randomUUID(), project_id: crypto.randomUUID(), project, kind: 'milestone', about },
	...{ due_on: '2026-12-31', sequence: 0 }
});
const now = new Date('2026-03-01T08:00:00Z');
const publicOne = (text: string) => milestonesCalendar(text, [milestone(text, text)], origin, now);
const unitsOne = (text: string) => unitCalendar(text, [term(text, text)], origin, now);

type Line = { name: string; parameters: string; value: string };

/** Throws where a line is none of the format's. */
function read(calendar: string): Line[] {
	expect(calendar.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
	const raw = calendar.split('\r\n');
	for (const line of raw) {
		expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
		// Half a character on each side of a fold is no UTF-8 for whoever reads line by line.
		expect(line).not.toMatch(/[\uD800-\uDBFF]$|^ [\uDC00-\uDFFF]/);
	}
	const unfolded = calendar.replaceAll('\r\n ', '').split('\r\n').filter(Boolean);
	return unfolded.map((line) => {
		const found = /^([A-Z0-9-]+)((?:;[^:]*)?):(.*)$/su.exec(line);
		if (!found) throw new Error(`no line of a calendar: ${line}`);
		return { name: found[1]!, parameters: found[2]!, value: found[3]! };
	});
}

/** A text as its reader gets it; throws where a mark of the format stands bare. */
function text(value: string): string {
	expect(value.replace(/\\[\\;,nN]/g, '')).not.toMatch(/[\\;,]/);
	return value.replace(/\\([\\;,nN])/g, (_, mark: string) => (/n/i.test(mark) ? '\n' : mark));
}

const nasty = '甲；乙, 丙; "丁" \\ 戊\n己'.repeat(4);

for (const [name, made] of [
	['milestones', publicOne],
	['a unit', unitsOne]
] as const)
	test(`the calendar of ${name} is RFC 5545, whatever people type into it`, () => {
		const lines = read(made(nasty));
		expect(lines[0]).toMatchObject({ name: 'BEGIN', value: 'VCALENDAR' });
		expect(lines.at(-1)).toMatchObject({ name: 'END', value: 'VCALENDAR' });
		const one = (wanted: string) => lines.filter((line) => line.name === wanted);
		expect(one('VERSION').map(({ value }) => value)).toEqual(['2.0']);
		expect(one('PRODID')).toHaveLength(1);
		expect(one('UID')).toHaveLength(1);
		expect(one('DTSTAMP')[0]!.value).toMatch(/^\d{8}T\d{6}Z$/);
		const [start] = one('DTSTART');
		expect(start!.parameters).toContain('VALUE=DATE');
		expect(start!.value).toMatch(/^\d{8}$/);
		// A whole day ends with the next one, or says nothing of its end: a day that ends on itself is none.
		for (const end of one('DTEND')) expect(end.value > start!.value).toBe(true);
		for (const { value } of [...one('NAME'), ...one('X-WR-CALNAME')]) text(value);
		expect(text(one('SUMMARY')[0]!.value)).toContain(nasty.slice(0, 20));
		for (const { value } of [...one('DESCRIPTION'), ...one('LOCATION')]) text(value);
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }), (typed) => {
				const [summary] = read(made(typed)).filter((line) => line.name === 'SUMMARY');
				text(summary!.value);
			}),
			{ numRuns: 60 }
		);
	});
