import { expect, test } from 'vitest';
import { unitCalendar } from './unit-calendar.ts';

const idsOf = (text: string) => text.match(/^UID:.*$/gm);

test('a term is a whole day with a week’s notice, under an id that stays', () => {
	const term = {
		id: '11111111-1111-4111-8111-111111111111',
		project_id: '22222222-2222-4222-8222-222222222222',
		project: '锦溪河水环境综合治理',
		kind: 'milestone',
		about: '开工',
		due_on: '2026-04-01',
		sequence: 1
	};
	const text = unitCalendar('镇水务站', [term], 'https://piaojue.example', new Date('2026-03-01T00:00:00Z'));
	expect(text).toContain('UID:milestone-11111111-1111-4111-8111-111111111111@piaojue\r\n');
	// The site may move: what somebody has imported is the same day there.
	expect(idsOf(unitCalendar('镇水务站', [term], 'https://www.example', new Date()))).toEqual(idsOf(text));
	expect(text).toContain('SEQUENCE:1');
	expect(text).toContain('DTSTART;VALUE=DATE:20260401');
	expect(text).toContain('SUMMARY:节点“开工”到期（锦溪河水环境综合治理）');
	// At nine a week before, and nobody is busy by it.
	expect(text).toContain('TRIGGER:-P6DT15H');
	expect(text).toContain('TRANSP:TRANSPARENT');
});

test('an event leads to where its term is worked on', () => {
	const of = (kind: string) =>
		unitCalendar(
			'镇水务站',
			[
				{
					id: 's',
					project_id: 'p',
					project: '护栏',
					kind,
					about: '2026-03-02',
					due_on: '2026-04-01',
					sequence: 0
				}
			],
			'https://piaojue.example',
			new Date('2026-03-01T00:00:00Z')
		).replaceAll('\r\n ', '');
	expect(of('feedback')).toContain('https://piaojue.example/tracker/feedback?list=open&project=p\r');
	expect(of('feedback')).toContain('SUMMARY:2026年3月2日居民留言的答复到期');
	expect(of('visit')).toContain('https://piaojue.example/tracker/p/opinions?opinion=s#opinion-s\r');
	expect(of('plan')).toContain('https://piaojue.example/tracker/p\r');
});

test('a calendar without a term has a component all the same', () => {
	const text = unitCalendar('镇水务站', [], 'https://piaojue.example', new Date('2026-03-01T00:00:00Z'));
	expect(text).toMatch(/BEGIN:VTIMEZONE\r\nTZID:Asia\/Shanghai\r\n[^]*END:VTIMEZONE\r\nEND:VCALENDAR/);
	expect(text).not.toContain('VEVENT');
});
