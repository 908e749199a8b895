import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseScrutineer } from '#lib/server/desk/choose-scrutineer.ts';
import { signingView } from '#lib/server/queries/signing-view.ts';
import { fiveApprovals, openHall, type Hall } from '../support/hall.ts';

// Two scrutineers of one name: the card tells them apart, not the name.

let hall: Hall;
beforeAll(async () => {
	hall = await openHall({ delegates: 6 });
	const { sql } = hall.database;
	// The account of 监票人 is delegate 6; delegate 2, who comes before on every list, has the same name.
	await sql`update desk.delegate set name = '王芳' where number in (2, 6)`;
	const chosen = await chooseScrutineer(hall.desk, hall.person('office-1'), {
		...{ meetingId: hall.credentials.meetingId, deputy: '2', as: 'scrutineer' }
	});
	if (!chosen.ok) throw new Error(chosen.code);
	await hall.checkIn();
	await hall.vote(() => fiveApprovals);
});
afterAll(() => hall.leave());

test('each signs with the own card', async () => {
	const signing = await hall.signable();
	expect(signing.signatures.filter(({ name }) => name === '王芳')).toHaveLength(2);
	const own = await signingView(hall.desk, hall.person('scrutineer'));
	expect(own!.signer).toMatchObject({ delegateNumber: 6, name: '王芳' });
	expect(await hall.signAs('scrutineer', signing)).toMatchObject({ ok: true });
	const after = await signingView(hall.desk, hall.person('chief'));
	expect(after!.signatures.filter(({ signedAt }) => signedAt).map((one) => one.delegateNumber)).toEqual([6]);
});
