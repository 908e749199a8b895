import { feedbackByReceipt } from '#lib/server/queries/feedback-receipt.ts';
import { receiptHash } from '#lib/server/tracker/write-feedback.ts';
import { readReceipt } from '#lib/wire/residents.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	// The number is in the address: nothing between the server and this browser may keep the page.
	setHeaders({ 'cache-control': 'no-store' });
	const typed = url.searchParams.get('code')?.slice(0, 60) ?? '';
	const receipt = readReceipt(typed);
	return {
		typed,
		fresh: url.searchParams.has('new'),
		receipt,
		message: receipt
			? await feedbackByReceipt(locals.publicDesk, receiptHash(locals.publicDesk, receipt))
			: null
	};
};
