import { z } from 'zod';

/**
 * The part of the infrastructure standard that we answer with: the required members and the shapes of those we
 * fill, after its project package schema 0.9. Members that the standard has and we don't are not listed.
 */

const moment = z.iso.datetime({ offset: true });
const money = z.object({ amount: z.number(), currency: z.literal('CNY') });
const reference = z.object({ id: z.string().min(1), name: z.string() });

const project = z.object({
	id: z.string().min(1),
	updated: moment,
	title: z.string(),
	description: z.string().optional(),
	status: z.enum(['identification', 'preparation', 'implementation', 'completion', 'completed', 'cancelled']),
	period: z.object({ startDate: moment.optional(), endDate: moment.optional() }).optional(),
	sector: z.array(z.string()).min(1).optional(),
	purpose: z.string().optional(),
	additionalClassifications: z
		.array(z.object({ scheme: z.string(), id: z.string(), description: z.string() }))
		.optional(),
	locations: z.array(z.object({ id: z.string().min(1), description: z.string() })).optional(),
	budget: z.object({ amount: money, approvalDate: moment }),
	parties: z.array(reference.extend({ roles: z.array(z.string()).min(1) })),
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
	milestones: z.array(
		z.object({
			id: z.string().min(1),
			title: z.string(),
			type: z.string(),
			dueDate: moment,
			dateMet: moment.optional(),
			status: z.enum(['scheduled', 'met', 'notMet', 'partiallyMet'])
		})
	),
	completion: z
		.object({ endDate: moment, finalValue: money.optional(), finalScope: z.string().optional() })
		.optional()
});

export const oc4idsPackage = z.object({
	uri: z.url(),
	publishedDate: moment,
	version: z.string().regex(/^(\d+\.)(\d+)$/),
	publisher: z.object({ name: z.string().min(1), uri: z.url() }),
	projects: z.array(project).min(1),
	links: z.object({ next: z.url() }).optional()
});

export type Oc4idsProject = z.infer<typeof project>;
