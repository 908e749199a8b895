import type { RequestEvent } from '@sveltejs/kit';
import type { RefusalDetail } from '#lib/domain/result.ts';
import type { StaffActor } from '#lib/server/auth/actor.ts';
import { abortForm } from '#lib/wire/admin.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { badForm, refused } from './refused.ts';
import { staffAt } from './staff-of.ts';

type Command<Value> = (
	desk: App.Locals['desk'],
	actor: StaffActor,
	input: { roundId: string; reason: string }
) => Promise<{ ok: true; value: Value } | { ok: false; code: string; detail?: RefusalDetail }>;

/**
 * A form action of a two-person act that needs a reason (中止、作废、更正): what its first person submits.
 * @param texts said of the field that was not filled in
 */
export const reasonAction =
	<Value, Done extends string>(
		command: Command<Value>,
		done: (value: Value) => Done,
		texts: Record<'roundId' | 'reason', string>
	) =>
	async ({ request, locals }: RequestEvent) => {
		const fields = formFields(await request.formData());
		const form = abortForm.safeParse(fields);
		if (!form.success) return badForm(texts[faultyField(form.error)]);
		const outcome = await command(locals.desk, staffAt(locals, fields), form.data);
		return outcome.ok ? { done: done(outcome.value) } : refused(outcome);
	};

/** The second person's half: no reason of the own, the first one's stands. */
export const confirming =
	<Value>(command: Command<Value>) =>
	(desk: App.Locals['desk'], actor: StaffActor, { roundId }: { roundId: string }) =>
		command(desk, actor, { roundId, reason: '' });
