import { z } from 'zod';

/**
 * The part of the infrastructure standard that we answer with: the required members and the shapes of those we
 * fill, after its project package schema 0.9. Members that the standard has and we don't are not listed.
 */

const moment = z.iso.datetime({ offset: true });
const money = z.object({ amount: z.number(), currency: z.literal('CNY') });
/** Since 0.9.3 no text and no list is empty: what isn't there is left out. */
const text = z.string().min(1);
const reference = z.object({ id: text, name: text });

const project = z.object({
	id: text,
	updated: moment,
	title: text,
	description: text.optional(),
	status: z.enum(['identification', 'preparation', 'implementation', 'completion', 'completed', 'cancelled']),
	period: z.object({ startDate: moment.optional(), endDate: moment.optional() }).optional(),
	sector: z.array(text).min(1).optional(),
	purpose: text.optional(),
	additionalClassifications: z
		.array(z.object({ scheme: text, id: text, description: text }))
		.min(1)
		.optional(),
	locations: z
		.array(z.object({ id: text, description: text }))
		.min(1)
		.optional(),
	budget: z.object({ amount: money, approvalDate: moment }),
	parties: z.array(reference.extend({ roles: z.array(text).min(1) })).min(1),
	publicAuthority: reference,
	documents: z.array(
		z.object({
			id: z.string().min(1),
			documentType: z.string().optional(),
			title: z.string(),
			url: z.url(),
			datePublished: moment.optional(),
			dateModified: moment.optional(),
			language: z.string()
		})
	),
	milestones: z
		.array(
			z.object({
				id: text,
				title: text,
				type: z.string(),
				dueDate: moment,
				dateMet: moment.optional(),
				status: z.enum(['scheduled', 'met', 'notMet', 'partiallyMet']).optional()
			})
		)
		.min(1)
		.optional(),
	relatedProjects: z
		.array(
			z.object({
				id: text,
				scheme: z.literal('oc4ids'),
				identifier: text,
				relationship: z.array(text).min(1),
				title: text,
				uri: z.url()
			})
		)
		.min(1)
		.optional(),
	completion: z
		.object({
			endDate: moment,
			finalValue: money.optional(),
			finalValueDetails: text.optional(),
			finalScope: text.optional()
		})
		.optional()
});

export const oc4idsPackage = z.object({
	uri: z.url(),
	publishedDate: moment,
	version: z.string().regex(/^(\d+\.)(\d+)$/),
	publisher: z.object({ name: z.string().min(1), uri: z.url() }),
	license: z.url().optional(),
	projects: z.array(project).min(1),
	links: z.object({ next: z.url() }).optional()
});

export type Oc4idsProject = z.infer<typeof project>;
