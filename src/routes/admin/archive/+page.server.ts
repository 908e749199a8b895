import type { RequestEvent } from '@sveltejs/kit';
import { archiveFormTexts, handOverNote } from '#lib/i18n/zh-CN/archive-keeping.ts';
import { checkPassword } from '#lib/server/auth/sign-in.ts';
import { allowSealedDownload } from '#lib/server/desk/allow-sealed-download.ts';
import type { Witness } from '#lib/server/desk/archive-round.ts';
import { handOverArchive } from '#lib/server/desk/hand-over-archive.ts';
import { orderDestruction } from '#lib/server/desk/order-destruction.ts';
import { setArchiveTerm } from '#lib/server/desk/set-archive-term.ts';
import { archiveView } from '#lib/server/queries/archive-view.ts';
import { isSealedFile } from '#lib/domain/archive-term.ts';
import { ok, refuse, type Result } from '#lib/domain/result.ts';
import { archiveTermForm, destroyForm, handOverForm, sealedDownloadForm } from '#lib/wire/archive.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('admin:archive');
	return { rounds: await archiveView(locals, staffOf(locals).congressId) };
};

export const actions: Actions = {
	term: async ({ request, locals }) => {
		const form = archiveTermForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(archiveFormTexts[faultyField(form.error)]!);
		const set = await setArchiveTerm(locals.desk, staffOf(locals), form.data);
		return set.ok ? { done: 'archive-term-set' as const } : refused(set);
	},

	handOver: async ({ request, locals }) => {
		const form = handOverForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(archiveFormTexts[faultyField(form.error)]!);
		const { roundId } = form.data;
		const handed = await handOverArchive(locals.desk, staffOf(locals), {
			roundId,
			note: handOverNote(form.data),
			files: await filesOf(locals, roundId)
		});
		return handed.ok ? { done: 'archive-handed-over' as const } : refused(handed);
	},

	take: async (event) => {
		const { locals } = event;
		const form = sealedDownloadForm.safeParse(formFields(await event.request.formData()));
		if (!form.success) return badForm(archiveFormTexts[faultyField(form.error)]!);
		const second = await bothPresent(event, form.data);
		if (!second.ok) return refused(second);
		const { roundId, note } = form.data;
		const files = (await filesOf(locals, roundId)).filter(isSealedFile);
		const taken = await allowSealedDownload(locals.desk, staffOf(locals), second.value, {
			...{ roundId, note, files }
		});
		return taken.ok ? { done: 'archive-taken' as const, taken: { roundId, files } } : refused(taken);
	},

	destroy: async (event) => {
		const { locals } = event;
		const form = destroyForm.safeParse(formFields(await event.request.formData()));
		if (!form.success) return badForm(archiveFormTexts[faultyField(form.error)]!);
		const second = await bothPresent(event, form.data);
		if (!second.ok) return refused(second);
		const ordered = await orderDestruction(locals.desk, staffOf(locals), second.value, form.data);
		return ordered.ok ? { done: 'destruction-ordered' as const } : refused(ordered);
	}
};

/** Everything of a round that lies here to be taken, as the page shows it; of a rehearsal nothing is. */
async function filesOf(locals: App.Locals, roundId: string) {
	const rounds = await archiveView(locals, staffOf(locals).congressId);
	const round = rounds.find((one) => one.roundId === roundId);
	return round && !round.rehearsal
		? [...(round.publicFile ? [round.publicFile] : []), ...round.sealedFiles]
		: [];
}

/** 两人在场: the office's own password again, and the name and password of the witness beside. */
async function bothPresent(
	event: RequestEvent,
	given: { password: string; secondUsername: string; secondPassword: string }
): Promise<Result<Witness, 'own-password' | 'witness-password' | 'try-later'>> {
	const { username } = staffOf(event.locals);
	const own = await checkPassword(event, { username, password: given.password });
	if (!own.ok) return refuse(own.code === 'try-later' ? own.code : 'own-password');
	const second = { username: given.secondUsername, password: given.secondPassword };
	const checked = await checkPassword(event, second);
	if (!checked.ok) return refuse(checked.code === 'try-later' ? checked.code : 'witness-password');
	const { id, role, congress_id: congressId } = checked.value;
	return ok({ id, role, congressId, username: second.username });
}
