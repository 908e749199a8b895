import { backupRefusalTexts } from '#lib/i18n/zh-CN/operator.ts';
import type { RefusalDetail } from '#lib/domain/result.ts';
import { Trouble } from './subcommand.ts';

/** What a backup or a restore was refused for, in the operator's words. */
export function backupTrouble(refusal: {
	code: keyof typeof backupRefusalTexts;
	detail?: RefusalDetail;
}): Trouble {
	const { code, detail = {} } = refusal;
	return new Trouble(
		backupRefusalTexts[code].replace(/\{(\w+)\}/g, (_, name: string) => String(detail[name] ?? ''))
	);
}
