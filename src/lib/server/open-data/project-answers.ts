import { reasonText } from '../../i18n/zh-CN/lights.ts';
import type { ProjectHeadAnswer } from '../../wire/public-api.ts';
import type { ProjectHead } from '../../wire/views.ts';

/** A project as the interface answers it: flat, its light explained in sentences. */
export const headAnswer = (project: ProjectHead, origin: string): ProjectHeadAnswer => {
	const { light, funds, substitution, ...rest } = project;
	return {
		...rest,
		...substitution,
		light: light.light,
		// The last light of a replaced project is kept as it was; it urges nobody any more.
		lightReasons: rest.replaced ? [] : light.reasons.map(reasonText),
		...funds,
		url: `${origin}/projects/${project.id}`
	};
};
