import { voidReasonTexts } from '#lib/i18n/zh-CN/hall.ts';
import type { ConsoleView } from '#lib/wire/views.ts';

/** Why this round has to be void, where its own figures say so; empty where the two persons have to say it. */
export const suggestedVoidReason = ({ next }: Pick<ConsoleView, 'next'>): string =>
	next.code === 'paper-surplus' ? voidReasonTexts['paper-returned-exceeds-issued'] : '';
