import { fail } from '@sveltejs/kit';
import { settingChanges, settingFaults } from '#lib/domain/tracker/settings.ts';
import { settingFaultText, settingsFormTexts } from '#lib/i18n/zh-CN/tracker-settings.ts';
import { isoDate } from '#lib/i18n/format.ts';
import { followPage } from '#lib/server/queries/follow-page.ts';
import { trackerSettingsView } from '#lib/server/queries/tracker-settings.ts';
import { setTrackerSettings } from '#lib/server/tracker/set-tracker-settings.ts';
import { faultyField, formFields } from '#lib/wire/form.ts';
import { readSettings, settingsForm } from '#lib/wire/tracker-settings.ts';
import { followFilter } from '#lib/wire/tracker.ts';
import { refused } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const actor = staffOf(locals);
	const list = await followPage(locals.desk, actor, followFilter(new URLSearchParams()), 'number', 1);
	return {
		person: { name: actor.name, role: actor.role },
		congressName: list.congressName,
		demonstration: list.demonstration,
		settings: await trackerSettingsView(locals.desk, actor.congressId),
		year: Number(isoDate(new Date()).slice(0, 4))
	};
};

/** Every answer but the success gives back what was typed, so that nothing of it is lost without JavaScript either. */
export const actions: Actions = {
	set: async ({ request, locals }) => {
		const typed = formFields(await request.formData());
		const form = settingsForm.safeParse(typed);
		if (!form.success) {
			const field = faultyField(form.error);
			const message = settingsFormTexts[field === 'version' || field === 'reason' ? field : 'other'];
			return fail(400, { code: 'bad-request', message, typed });
		}
		const { values, faults } = readSettings(form.data);
		const all = [...faults, ...settingFaults(values)];
		if (all.length) {
			const message = '设置没有生效，请改正下列内容后再提交。';
			return fail(409, { code: 'settings-invalid', message, faults: all.map(settingFaultText), typed });
		}
		const actor = staffOf(locals);
		const { version, reason } = form.data;
		const put = await setTrackerSettings(locals.desk, actor, { version, values, reason });
		if (put.ok)
			return { done: `第 ${put.value.version} 版设置已生效，${put.value.changed} 个项目的亮灯有变化。` };
		const refusal = refused(put);
		if (put.code !== 'settings-moved') return fail(refusal.status, { ...refusal.data, typed });
		// Having seen what the other one changed, the writer may send his own again on top of it.
		const now = await trackerSettingsView(locals.desk, actor.congressId);
		const moved = { version: now.version, differences: settingChanges(now.values, values) };
		return fail(refusal.status, { ...refusal.data, typed, moved });
	}
};
