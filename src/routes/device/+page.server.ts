import { deviceFormTexts, deviceKindNames, deviceTexts } from '#lib/i18n/zh-CN/devices.ts';
import { congressOfDeviceCode } from '#lib/server/auth/device-code.ts';
import { recordDevice } from '#lib/server/desk/record-device.ts';
import { deviceForm } from '#lib/wire/devices.ts';
import { formFields } from '#lib/wire/form.ts';
import { badForm } from '../refused.ts';
import type { Actions, PageServerLoad } from './$types';

/** Anybody in the hall's network may look; to save a check takes a code of the office, or somebody signed in. */
export const load: PageServerLoad = ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { actor, origin, boxOrigin } = locals;
	return { origin, boxOrigin, signedIn: actor?.name ?? null };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = deviceForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(deviceFormTexts.form);
		const { code, kind, number, measures } = form.data;
		const { actor, desk } = locals;
		const congressId = actor?.congressId ?? congressOfDeviceCode(desk.keys.secret, code);
		if (!congressId) return badForm(deviceFormTexts.code);
		const browser = request.headers.get('user-agent') ?? '';
		const recorded = await recordDevice(desk, congressId, { kind, number, measures, browser });
		if (!recorded.ok) return badForm(deviceFormTexts.form);
		return {
			passed: recorded.value.passed,
			done: deviceTexts.saved(deviceKindNames[kind], number, recorded.value.passed)
		};
	}
};
