import type { RequestEvent } from '@sveltejs/kit';
import { openRound } from '#lib/server/desk/open-round.ts';
import { openForm } from '#lib/wire/admin.ts';
import { formFields } from '#lib/wire/form.ts';
import { badForm, refused } from './refused.ts';
import { staffAt } from './staff-of.ts';

/** 开始表决, from the chair's console or a scrutineer's page: on the round and the roll that the page showed. */
export const openAction =
	(staleText: string) =>
	async ({ request, locals }: RequestEvent) => {
		const fields = formFields(await request.formData());
		const form = openForm.safeParse(fields);
		if (!form.success) return badForm(staleText);
		const outcome = await openRound(locals.desk, staffAt(locals, fields), form.data);
		if (!outcome.ok) return refused(outcome);
		return { done: outcome.value.pending ? ('open-requested' as const) : ('opened' as const) };
	};
