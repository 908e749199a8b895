import type { RequestEvent } from '@sveltejs/kit';
import type { RefusalDetail } from '#lib/domain/result.ts';
import type { StaffActor } from '#lib/server/auth/actor.ts';
import { formFields } from '#lib/wire/form.ts';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';

type Form<Input> = {
	safeParse: (fields: Record<string, string>) => { success: true; data: Input } | { success: false };
};

type Command<Input> = (
	desk: App.Locals['desk'],
	actor: StaffActor,
	input: Input
) => Promise<
	| { ok: true; value: { name: string; missedClose?: boolean } }
	| { ok: false; code: string; detail?: RefusalDetail }
>;

/**
 * A form action of the check-in desk: one act about one deputy.
 * @param faulty said where the form was not filled in
 */
export const rollAction =
	<Input extends { delegateNumber: number }, Act extends string>(
		form: Form<Input>,
		command: Command<Input>,
		act: Act,
		faulty: string
	) =>
	async ({ request, locals }: RequestEvent) => {
		const read = form.safeParse(formFields(await request.formData()));
		if (!read.success) return badForm(faulty);
		const outcome = await command(locals.desk, staffOf(locals), read.data);
		if (!outcome.ok) return refused(outcome);
		const { name, missedClose = false } = outcome.value;
		return { act, number: read.data.delegateNumber, name, missedClose };
	};
