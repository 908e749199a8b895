import postgres from 'postgres';
import { operatorTexts } from '#lib/i18n/zh-CN/operator.ts';
import { Trouble, UsageFault } from './subcommand.ts';

const t = operatorTexts.user;

/** The congress of that name, else the only one there is. Asked as the owner, because the desk sees none unnamed. */
export async function congressNamed(
	databaseUrl: string,
	name: string | undefined
): Promise<{ id: string; name: string }> {
	const owner = postgres(databaseUrl, { max: 1, onnotice: () => {} });
	try {
		const all = await owner<{ id: string; name: string }[]>`select id, name from desk.congress order by name`;
		const fitting = name === undefined ? all : all.filter((one) => one.name === name);
		if (!fitting.length) throw new Trouble(t.noCongress);
		if (fitting.length > 1) throw new UsageFault(t.congressOf(all.map((one) => one.name)));
		return fitting[0]!;
	} finally {
		await owner.end({ timeout: 5 });
	}
}
