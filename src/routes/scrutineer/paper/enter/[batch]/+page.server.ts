import { redirect } from '@sveltejs/kit';
import { paperTexts } from '#lib/i18n/zh-CN/paper.ts';
import { enterPaperBatch } from '#lib/server/desk/enter-paper-batch.ts';
import { consoleView } from '#lib/server/queries/console-view.ts';
import { paperView } from '#lib/server/queries/paper-view.ts';
import { formFields } from '#lib/wire/form.ts';
import { enterBatchForm } from '#lib/wire/paper.ts';
import { badForm, refused } from '../../../../refused.ts';
import { staffOf } from '../../../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const actor = staffOf(locals);
	const paper = await paperView(locals.desk, actor);
	const batch = paper?.batches.find((entry) => String(entry.batch) === params.batch);
	const isMine = batch?.state === 'open' && !batch.readByMe && actor.role === 'teller';
	// Nothing to key here: read already, sent elsewhere, or not a teller.
	if (!paper?.round || paper.round.state !== 'closed' || paper.surplus || !isMine)
		redirect(303, '/scrutineer/paper');
	const { id, name, role } = actor;
	const { meeting, round, candidates } = paper;
	const view = await consoleView(locals.desk, actor.congressId, meeting.id);
	return { meeting, round, candidates, batch, view, person: { id, name, role } };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = enterBatchForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(paperTexts.stale);
		const actor = staffOf(locals);
		const entered = await enterPaperBatch(locals.desk, actor, form.data);
		if (!entered.ok) return refused(entered);
		// On to the next batch this teller has not read, without a hand off the keys.
		const paper = await paperView(locals.desk, actor);
		const next = paper?.batches.find(({ state, readByMe }) => state === 'open' && !readByMe);
		return { done: 'entered' as const, batch: entered.value.batch, next: next?.batch ?? null };
	}
};
