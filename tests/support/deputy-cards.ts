import { randomBytes } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { cardFromSeed, typedCode } from '#lib/crypto/card.ts';
import { inCongress, type Desk } from '#lib/server/db/client.ts';
import { card } from '#lib/server/db/schema.ts';
import type { TrackedTown } from './tracked-town.ts';

/** A valid card for each deputy of the town. @returns their codes, as printed */
export async function issueCards(
	desk: Desk,
	{ congressId, deputies }: Pick<TrackedTown, 'congressId' | 'deputies'>
): Promise<string[]> {
	const seeds = deputies.map(() => new Uint8Array(randomBytes(16)));
	await inCongress(desk, congressId, (tx) =>
		tx.insert(card).values(
			deputies.map(({ id }, i) => {
				const { cardId, publicKey } = cardFromSeed(seeds[i]!);
				return {
					...{ congressId, delegateId: id, cardId, publicKey },
					...{ state: 'active' as const, issuedAt: new Date() }
				};
			})
		)
	);
	return seeds.map(typedCode);
}

/** Signs a deputy in where the page asks for it. */
export async function typeCard(page: Page, code: string): Promise<void> {
	await page.getByLabel('或输入代表证卡号').fill(code);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await expect(page.getByRole('button', { name: '退出' })).toBeVisible();
}
