import type { RequestEvent } from '@sveltejs/kit';
import type { RefusalDetail } from '#lib/domain/result.ts';
import type { StaffActor } from '#lib/server/auth/actor.ts';
import { roundForm } from '#lib/wire/admin.ts';
import { formFields } from '#lib/wire/form.ts';
import { badForm, refused } from './refused.ts';
import { staffAt } from './staff-of.ts';

type Command<Value> = (
	desk: App.Locals['desk'],
	actor: StaffActor,
	input: { roundId: string }
) => Promise<{ ok: true; value: Value } | { ok: false; code: string; detail?: RefusalDetail }>;

/**
 * A form action that does one act on the round the page showed.
 * @param done the code of what happened, for the page to put into words
 * @param staleText said when the form does not even name a round
 */
export const roundAction =
	<Value, Done extends string>(command: Command<Value>, done: (value: Value) => Done, staleText: string) =>
	async ({ request, locals }: RequestEvent) => {
		const fields = formFields(await request.formData());
		const form = roundForm.safeParse(fields);
		if (!form.success) return badForm(staleText);
		const outcome = await command(locals.desk, staffAt(locals, fields), form.data);
		return outcome.ok ? { done: done(outcome.value) } : refused(outcome);
	};
