import { deviceFormTexts, deviceKindNames, devicesTexts } from '#lib/i18n/zh-CN/devices.ts';
import { deviceCode } from '#lib/server/auth/device-code.ts';
import { expectDevices, removeDevice } from '#lib/server/desk/record-device.ts';
import { devicesView } from '#lib/server/queries/devices-view.ts';
import { expectDevicesForm, removeDeviceForm } from '#lib/wire/devices.ts';
import { formFields } from '#lib/wire/form.ts';
import { badForm, refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('admin:devices');
	const { congressId } = staffOf(locals);
	const { desk, origin, httpPort } = locals;
	return {
		...(await devicesView(desk, congressId)),
		origin,
		code: deviceCode(desk.keys.secret, congressId),
		certificate: httpPort ? `http://${new URL(origin).hostname}:${httpPort}/certificate` : null
	};
};

export const actions: Actions = {
	remove: async ({ request, locals }) => {
		const form = removeDeviceForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(deviceFormTexts.form);
		const removed = await removeDevice(locals.desk, staffOf(locals), form.data);
		return removed.ok ? { done: devicesTexts.removed } : refused(removed);
	},
	expect: async ({ request, locals }) => {
		const form = expectDevicesForm.safeParse(formFields(await request.formData()));
		if (!form.success) return badForm(deviceFormTexts.count);
		const expected = await expectDevices(locals.desk, staffOf(locals), form.data);
		if (!expected.ok) return refused(expected);
		const [kind, { count }] = [deviceKindNames[form.data.kind], form.data];
		return { done: count ? devicesTexts.expectedSaved(kind, count) : devicesTexts.noneExpected(kind) };
	}
};
