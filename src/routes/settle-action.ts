import type { RequestEvent } from '@sveltejs/kit';
import { settleResult } from '#lib/server/desk/settle-result.ts';
import { formFields } from '#lib/wire/form.ts';
import { settleForm } from '#lib/wire/rounds.ts';
import { badForm, refused } from './refused.ts';
import { staffAt } from './staff-of.ts';

/** The form action of the settle panel, for every console that shows it. */
export const settleAction =
	(staleText: string) =>
	async ({ request, locals }: RequestEvent) => {
		const data = await request.formData();
		const fields = formFields(data);
		const form = settleForm.safeParse({ ...fields, elected: data.getAll('elected') });
		if (!form.success) return badForm(staleText);
		const settled = await settleResult(locals.desk, staffAt(locals, fields), form.data);
		return settled.ok ? { done: 'settled' as const } : refused(settled);
	};
