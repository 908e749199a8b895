import { parseArgs } from 'node:util';
import { operatorTexts } from '#lib/i18n/zh-CN/operator.ts';
import { roleName } from '#lib/i18n/zh-CN/common.ts';
import { refusalText } from '#lib/i18n/zh-CN/refusals.ts';
import { createCongress, type CongressLevel } from '#lib/server/desk/create-congress.ts';
import { placeOptions, withDesk } from './place.ts';
import { need, Trouble, UsageFault } from './subcommand.ts';

export const usage =
	'npm run admin -- congress add --name 人大名称 --level town|county|city|province [--suffix NAME] [--data DIR]';

const t = operatorTexts.congress;
const levels: readonly CongressLevel[] = ['town', 'county', 'city', 'province'];

/** One more congress with its first accounts, whose passwords are printed once. */
export async function run(words: string[]): Promise<void> {
	const { values } = parseArgs({
		args: words,
		options: {
			...placeOptions,
			name: { type: 'string' },
			level: { type: 'string' },
			suffix: { type: 'string' }
		}
	});
	const name = need('name', values.name);
	const level = levels.find((one) => one === need('level', values.level));
	if (!level) throw new UsageFault(t.level(levels));
	await withDesk(values.data, async (desk) => {
		const made = await createCongress(desk, { name, level, suffix: values.suffix });
		if (!made.ok) throw new Trouble(refusalText(made.code, made.detail));
		console.log(t.made(name));
		for (const { role, username, name: person, password } of made.value.accounts) {
			console.log(t.account({ role: roleName(role), username, name: person, password }));
		}
		console.log(t.once);
	});
}
