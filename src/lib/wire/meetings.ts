import { z } from 'zod';
import { day } from './day.ts';

const whole = (most: number) =>
	z
		.string()
		.transform((typed) => typed.normalize('NFKC').trim())
		.pipe(z.string().regex(/^\d{1,3}$/))
		.transform(Number)
		.pipe(z.number().int().min(1).max(most));

/** Empty where a meeting is not numbered. */
const numeral = z.union([
	z
		.string()
		.regex(/^\s*$/)
		.transform(() => null),
	whole(99)
]);

const text = (least: number, most: number) => z.string().trim().min(least).max(most);

const agenda = z
	.string()
	.transform((lines) =>
		lines
			.split(/\r\n?|\n/)
			.map((line) => line.trim())
			.filter(Boolean)
	)
	.pipe(z.array(z.string().max(100)).max(30));

const facts = {
	term: numeral,
	session: numeral,
	name: text(4, 80),
	heldOn: day,
	endsOn: z.union([z.literal('').transform(() => null), day]),
	venue: text(1, 60),
	agenda
};

const endsAfterItBegins = ({ heldOn, endsOn }: { heldOn: string; endsOn: string | null }) =>
	endsOn === null || endsOn >= heldOn;
const atFault = { path: ['endsOn'] };

const poll = { title: text(4, 60), seats: whole(99) };

/** A meeting of the form, as the commands take it. */
export type MeetingFacts = {
	term: number | null;
	session: number | null;
	name: string;
	heldOn: string;
	endsOn: string | null;
	venue: string;
	agenda: string[];
};

export const createMeetingForm = z
	.object({
		...facts,
		...poll,
		copyFrom: z.union([z.literal('').transform(() => null), z.guid()]).default(null),
		withCandidates: z.enum(['yes', 'no']).default('no')
	})
	.refine(endsAfterItBegins, atFault);

export const editMeetingForm = z.object({ meetingId: z.guid(), ...facts }).refine(endsAfterItBegins, atFault);

export const chooseMeetingForm = z.object({ meetingId: z.guid() });

export const discardDraftForm = z.object({ roundId: z.guid(), reason: text(1, 200) });

/** `candidates` comes as one field for each checked box; the page joins them. */
export const pollForm = z.object({
	meetingId: z.guid(),
	...poll,
	candidates: z.array(z.guid()).max(200)
});
