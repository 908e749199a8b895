import {
	lightRuleFaults,
	lightTests,
	type LightRule,
	type WarningLight
} from '#lib/domain/tracker/lights.ts';
import { has } from '#lib/domain/tracker/powers.ts';
import { cutText } from '#lib/domain/writable-text.ts';
import { lightRuleFaultTexts, lightRulesFormText } from '#lib/i18n/zh-CN/lights.ts';
import { followPage } from '#lib/server/queries/follow-page.ts';
import { lightRulesView } from '#lib/server/queries/light-rules-view.ts';
import { setLightRules } from '#lib/server/tracker/set-light-rules.ts';
import { formFields } from '#lib/wire/form.ts';
import { followFilter, revisionField } from '#lib/wire/tracker.ts';
import { givingBack } from '../../giving-back.ts';
import { badForm, refusedAsStale } from '../../refused.ts';
import { staffOf } from '../../staff-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const actor = staffOf(locals);
	const list = await followPage(locals.desk, actor, followFilter(new URLSearchParams()), 'number', 1);
	return {
		person: { name: actor.name, role: actor.role },
		congressName: list.congressName,
		demonstration: list.demonstration,
		lights: await lightRulesView(locals.desk, actor.congressId),
		reviews: has(actor.role, 'review')
	};
};

export const actions = givingBack<Actions>({
	set: async ({ request, locals }) => {
		const fields = formFields(await request.formData());
		const warning: WarningLight[] = ['red', 'orange', 'yellow'];
		// An empty field is a rule that does not hold; anything but a number is told to be none.
		const rules = warning.flatMap((light) =>
			lightTests
				.filter((test) => fields[`${light}-${test}`]?.trim())
				.map((test): LightRule => ({ light, test, value: Number(fields[`${light}-${test}`]) }))
		);
		const set = { name: cutText((fields.name ?? '').trim(), 40) || '自定规则', rules };
		const [fault] = lightRuleFaults(set);
		if (fault) return badForm(`亮灯规则没有生效。${lightRuleFaultTexts[fault]}`);
		const reason = cutText(fields.reason ?? '', 300);
		const over = revisionField.safeParse(fields.over);
		if (!over.success) return badForm(lightRulesFormText);
		const input = { rules: set, reason, over: over.data };
		const put = await setLightRules(locals.desk, staffOf(locals), input);
		return put.ok
			? { done: `第 ${put.value.version} 版规则已生效，${put.value.changed} 个项目的亮灯有变化。` }
			: refusedAsStale(put);
	}
});
