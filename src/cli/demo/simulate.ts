import { playDeputies, type Pace } from '#lib/server/rehearsal/play-deputies.ts';
import { ProtocolDelegate, ProtocolStaff } from '../protocol-client.ts';
import type { Credentials } from './seed.ts';

export type SimulationOptions = {
	/** Delegates that are played; the others are left to people. */
	numbers: number[];
	pace: Pace;
	say: (sentence: string) => void;
};

/** The demonstration's delegates who are not played by people, with the cards of its credentials. */
export async function simulate(
	credentials: Credentials,
	{ numbers, pace, say }: SimulationOptions,
	signal: AbortSignal
): Promise<void> {
	if (!numbers.length) return;
	const people = credentials.delegates
		.filter(({ number }) => numbers.includes(number))
		.map(({ number, code }) => ({ number, tablet: new ProtocolDelegate({ ...credentials, code }) }));
	const account = credentials.staff.filter((entry) => entry.role === 'office').at(-1)!;
	const office = new ProtocolStaff(credentials.origin);
	await office.signIn(account.username, account.password);
	await playDeputies(
		people,
		{
			pace,
			checkIn: async (number) => {
				const refused = await office.act('/admin/roll?/checkIn', { delegateNumber: String(number) });
				if (refused && refused !== 'already-checked-in') throw new Error(`check-in of ${number}: ${refused}`);
			},
			told: () => {},
			all: (step) => {
				if (step === 'sign-in') say(`模拟代表 ${people.length} 人已签到并登录`);
				if (step === 'draw') say(`模拟代表 ${people.length} 人已领票`);
				if (step === 'cast') say('模拟代表已全部投票');
			}
		},
		signal
	);
}
