import { fail } from '@sveltejs/kit';
import { meetingFormTexts } from '#lib/i18n/zh-CN/meetings.ts';
import { chooseMeeting } from '#lib/server/desk/choose-meeting.ts';
import { createMeeting } from '#lib/server/desk/create-meeting.ts';
import { discardDraft } from '#lib/server/desk/discard-draft.ts';
import { editMeeting } from '#lib/server/desk/edit-meeting.ts';
import { startPoll } from '#lib/server/desk/start-poll.ts';
import { meetingsView } from '#lib/server/queries/meetings-view.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import {
	chooseMeetingForm,
	createMeetingForm,
	discardDraftForm,
	editMeetingForm,
	pollForm
} from '#lib/wire/meetings.ts';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => meetingsView(locals.desk, staffOf(locals).congressId);

export const actions: Actions = {
	create: async ({ request, locals }) => {
		const form = createMeetingForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(meetingFormTexts[faultyField(form.error)]);
		const made = await createMeeting(locals.desk, staffOf(locals), {
			...form.data,
			withCandidates: form.data.withCandidates === 'yes'
		});
		return made.ok ? { done: 'meeting-created' as const } : refused(made);
	},

	edit: async ({ request, locals }) => {
		const form = editMeetingForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(meetingFormTexts[faultyField(form.error)]);
		const saved = await editMeeting(locals.desk, staffOf(locals), form.data);
		return saved.ok ? { done: 'meeting-saved' as const } : refused(saved);
	},

	choose: async ({ request, locals }) => {
		const form = chooseMeetingForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(meetingFormTexts.meetingId);
		const chosen = await chooseMeeting(locals.desk, staffOf(locals), form.data);
		return chosen.ok ? { done: 'meeting-chosen' as const } : refused(chosen);
	},

	startPoll: async ({ request, locals }) => {
		const data = await request.formData();
		const form = pollForm.safeParse({ ...formFields(data), candidates: data.getAll('candidates') });
		if (!form.success) return badForm(meetingFormTexts[faultyField(form.error)]);
		const started = await startPoll(locals.desk, staffOf(locals), form.data);
		return started.ok ? { done: 'poll-started' as const } : refused(started);
	},

	discard: async ({ request, locals }) => {
		const form = discardDraftForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(meetingFormTexts[faultyField(form.error)]);
		const gone = await discardDraft(locals.desk, staffOf(locals), form.data);
		if (!gone.ok)
			return gone.code === 'not-found'
				? fail(409, { code: gone.code, message: meetingFormTexts.gone })
				: refused(gone);
		return {
			done: gone.value.fate === 'goes' ? ('draft-discarded' as const) : ('draft-given-back' as const)
		};
	}
};
