import { ok, refuse, type Result } from './result.ts';

/** Moments of a session at which the chair has something to read out, in their order. */
export const scriptSteps = [
	'sign-in',
	'quorum',
	'ready',
	'presenting',
	'open',
	'paused',
	'closed',
	'paper-surplus',
	'counted',
	'settle',
	'certified',
	'announced',
	'none-elected',
	'tie-revote',
	'second-round',
	'void',
	'aborted'
] as const;

export type ScriptStep = (typeof scriptSteps)[number];

/** What a template may name between braces. */
export const scriptFigures = [
	'议题',
	'应到',
	'实到',
	'请假',
	'法定人数',
	'应选',
	'发出',
	'收回',
	'未交',
	'纸质发出',
	'纸质收回',
	'有效',
	'无效',
	'通过票数',
	'入选',
	'入选数',
	'缺额',
	'后续',
	'候选',
	'候选数',
	'原因'
] as const;

export type ScriptFigure = (typeof scriptFigures)[number];

/** What a figure reads like while it is not known. */
const BLANK = '＿＿';

const placeholder = /\{([^{}]*)\}/g;

/** Refuses a template that names what there is not, or leaves a brace open: it would be read out as it stands. */
export function checkTemplate(text: string): Result<null, 'unknown-placeholder'> {
	for (const [, name] of text.matchAll(placeholder)) {
		if (!(scriptFigures as readonly string[]).includes(name!.trim())) {
			return refuse('unknown-placeholder', { name: `{${name}}` });
		}
	}
	const brace = /[{}]/.exec(text.replace(placeholder, ''));
	return brace ? refuse('unknown-placeholder', { name: brace[0] }) : ok(null);
}

/** The template with its figures; what is not known yet stays a gap to fill by voice. */
export const fillTemplate = (
	text: string,
	figures: Partial<Record<ScriptFigure, string | number | null>>
): string =>
	text.replace(placeholder, (_, name: string) => String(figures[name.trim() as ScriptFigure] ?? BLANK));
