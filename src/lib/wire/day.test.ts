import { describe, expect, it, test } from 'vitest';
import type { z } from 'zod';
import { archiveTermForm } from './archive.ts';
import { auditFilter } from './audit.ts';
import { moment, month } from './day.ts';
import { faultyField } from './form.ts';
import { createMeetingForm, editMeetingForm } from './meetings.ts';
import { readSubstitute } from './substitute.ts';
import { visitForm } from './supervise.ts';
import {
	acceptanceForm,
	assignmentForm,
	changeForm,
	claimForm,
	decisionForm,
	evidenceForm,
	milestoneDays,
	monthSums,
	readInboxForm,
	settleActForm,
	supervisionForm,
	surveyForm
} from './tracker.ts';

const id = '01909c1e-7a51-7d3b-8f12-3c4d5e6f7a8b';
const days = { startsOn: '2026-03-01', endsOn: '2026-12-20' };
const meeting = { term: '', session: '', name: '第八届第十次会议', venue: '镇政府', agenda: '' };
const held = { heldOn: '2026-02-10', endsOn: '' };
const notice = { kind: 'notice', reference: '1号', heldOn: '2026-03-01', text: '请答复', dueOn: '' };
const sheet = { over: '0', reference: '1号', unit: '水务站', leader: '张三', ...days };
const decision = { id, verdict: 'approved', by: 'presidium', reference: '1号', decidedOn: '2026-03-01' };
const visit = { id, kind: 'visit', visitedOn: '2026-03-01' };
const acceptance = { acceptedOn: '2026-03-01', conclusion: 'pass', people: '张三', text: '合格' };

/** Every form with a day: what it is filled in with otherwise, and its fields that are days. */
const forms: [string, z.ZodType, Record<string, string>, string[]][] = [
	['交办单', assignmentForm, sheet, ['startsOn', 'endsOn']],
	['登记节点完成', claimForm, { milestoneId: id, doneOn: '2026-03-01' }, ['doneOn']],
	['变更', changeForm, { over: '0', kind: 'date' }, ['startsOn', 'endsOn']],
	['决定', decisionForm, decision, ['decidedOn']],
	['督办', supervisionForm, notice, ['heldOn', 'dueOn']],
	['办结', settleActForm, { id, over: 'replied-1', verdict: 'open', dueOn: '' }, ['dueOn']],
	['验收', acceptanceForm, acceptance, ['acceptedOn']],
	['照片和文件', evidenceForm, { slot: 'document', caption: '批复' }, ['takenOn']],
	['视察', visitForm, visit, ['visitedOn']],
	['归档', archiveTermForm, { roundId: id, destroyOn: '2026-03-01' }, ['destroyOn']],
	[
		'新建会议',
		createMeetingForm,
		{ ...meeting, ...held, title: '民生实事项目票决', seats: '2' },
		['heldOn', 'endsOn']
	],
	['会议', editMeetingForm, { ...meeting, ...held, meetingId: id }, ['heldOn', 'endsOn']]
];

describe.each(forms)('%s', (_name, form, filled, fields) => {
	const faultOf = (changed: Record<string, string>) => {
		const read = form.safeParse({ ...filled, ...changed });
		return read.success ? null : faultyField(read.error as z.ZodError<Record<string, unknown>>);
	};

	it('is taken with its days', () => {
		expect(faultOf({})).toBeNull();
	});

	it.each(fields)('names %s where it is no day that may be named', (field) => {
		for (const day of ['0000-01-01', '0026-03-01', '9999-12-31', '2026-02-30', 'tomorrow'])
			expect(faultOf({ [field]: day })).toBe(field);
	});
});

test('an old picture may be shown, and a camera with a wrong clock keeps nobody from it', () => {
	const form = { slot: 'before', caption: '旧貌' };
	expect(evidenceForm.safeParse({ ...form, takenOn: '1985-06-01' }).success).toBe(true);
	expect(evidenceForm.safeParse({ ...form, takenOn: '1899-06-01' }).success).toBe(false);
	expect(evidenceForm.safeParse({ ...form, cameraDay: '1980-01-01' }).success).toBe(true);
});

test('days among other fields are held to the same', () => {
	const faulty = (day: string) => milestoneDays({ [`milestone-${id}`]: day }).faulty;
	expect([faulty('2026-03-01'), faulty('0000-01-01'), faulty('9999-12-31')]).toEqual([false, true, true]);
	const money = (one: string) => monthSums({ [`fund-${one}`]: '200' }).faulty;
	expect([money('2026-03'), money('9999-12'), money('0026-03')]).toEqual([null, '9999-12', '0026-03']);
	const field = (changed: Record<string, string>) => {
		const read = readSubstitute({
			...{ 'substitute-source': 'reserve', 'substitute-reserve': id },
			...{ 'substitute-startsOn': '2026-06-01', 'substitute-endsOn': '2026-12-31' },
			...changed
		});
		return read.ok ? null : read.detail?.['field'];
	};
	expect(field({})).toBeNull();
	expect(field({ 'substitute-startsOn': '0000-01-01' })).toBe('startsOn');
	expect(field({ 'substitute-endsOn': '9999-12-31' })).toBe('endsOn');
});

test('months, moments and years too', () => {
	expect(['2026-03', '9999-12', '0026-03'].map((text) => month.safeParse(text).success)).toEqual([
		true,
		false,
		false
	]);
	expect(moment.parse('2026-03-01T04:00:00.000Z')).toEqual(new Date('2026-03-01T04:00:00Z'));
	for (const upTo of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-03-01'])
		expect(readInboxForm.safeParse({ upTo }).success).toBe(false);
	const survey = { meetingId: id, title: '满意度测评' };
	expect(surveyForm.safeParse({ ...survey, year: '2026' }).success).toBe(true);
	expect(surveyForm.safeParse({ ...survey, year: '2200' }).success).toBe(false);
	expect(auditFilter.parse({ from: '0000-01-01', to: '2026-03-01' })).toMatchObject({
		from: '',
		to: '2026-03-01'
	});
});
