import { error } from '@sveltejs/kit';
import { isoDate } from '#lib/i18n/format.ts';
import { ratingFormTexts, superviseTexts, visitFormTexts } from '#lib/i18n/zh-CN/supervise.ts';
import { superviseProject } from '#lib/server/queries/supervise-project.ts';
import { addVisitPhoto } from '#lib/server/tracker/add-visit-photo.ts';
import { followProject } from '#lib/server/tracker/follow-project.ts';
import { rateReply } from '#lib/server/tracker/rate-reply.ts';
import { recordVisit } from '#lib/server/tracker/record-visit.ts';
import { faultyField, formFields, isId } from '#lib/wire/form.ts';
import { ratingForm, visitForm, visitPhotoForm } from '#lib/wire/supervise.ts';
import { badForm, refused } from '../../refused.ts';
import { deputyOf, notSignedIn } from '../deputy-of.ts';
import type { Actions, PageServerLoad } from './$types';

const texts = superviseTexts.project;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { deputy } = await deputyOf(locals);
	if (!deputy) return { project: null, today: '' };
	const project = isId(params.projectId)
		? await superviseProject(locals.desk, deputy, params.projectId)
		: null;
	if (!project) error(404);
	return { project, today: isoDate(new Date()) };
};

export const actions: Actions = {
	follow: async ({ request, locals, params }) => {
		const { deputy } = await deputyOf(locals);
		if (!deputy) return notSignedIn();
		const wanted = (await request.formData()).get('wanted') === 'yes';
		const { projectId } = params;
		const set = await followProject(locals.desk, deputy, { projectId, wanted });
		return set.ok ? { done: wanted ? texts.followedNote : texts.unfollowedNote } : refused(set);
	},

	record: async ({ request, locals, params }) => {
		const { deputy } = await deputyOf(locals);
		if (!deputy) return notSignedIn();
		const form = visitForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(visitFormTexts[faultyField(form.error)]);
		const kept = await recordVisit(locals.desk, deputy, { projectId: params.projectId, ...form.data });
		return kept.ok ? { id: kept.value.id } : refused(kept);
	},

	photo: async ({ request, locals, params }) => {
		const { deputy } = await deputyOf(locals);
		if (!deputy) return notSignedIn();
		const data = await request.formData();
		const form = visitPhotoForm.safeParse(formFields(data));
		if (!form.success) return badForm(visitFormTexts[faultyField(form.error)]);
		const file = data.get('file');
		if (!(file instanceof File) || file.size === 0) return badForm(visitFormTexts.file);
		const added = await addVisitPhoto(locals.desk, deputy, {
			projectId: params.projectId,
			visitId: form.data.id,
			caption: form.data.caption,
			cameraDay: form.data.cameraDay,
			bytes: new Uint8Array(await file.arrayBuffer()),
			uploadDir: locals.uploadDir
		});
		return added.ok ? { id: added.value.id } : refused(added);
	},

	rate: async ({ request, locals, params }) => {
		const { deputy } = await deputyOf(locals);
		if (!deputy) return notSignedIn();
		const form = ratingForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(ratingFormTexts[faultyField(form.error)]);
		const rated = await rateReply(locals.desk, deputy, { projectId: params.projectId, ...form.data });
		if (!rated.ok) return refused(rated);
		return { done: rated.value.replyDueOn ? texts.rateDone.again : texts.rateDone.settled };
	}
};
