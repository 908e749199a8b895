import { cookiesOf } from '#lib/server/rehearsal/protocol-delegate.ts';

export { ProtocolDelegate, Refusal, type DrawnBallot } from '#lib/server/rehearsal/protocol-delegate.ts';

/** A staff account at its desk: signs in and submits the same form actions as the pages do. */
export class ProtocolStaff {
	readonly #origin: string;
	readonly #consoleId = crypto.randomUUID();
	#cookie = '';
	#inControl = false;

	constructor(origin: string) {
		this.#origin = origin;
	}

	async signIn(username: string, password: string): Promise<void> {
		const answer = await this.#form('/login', { username, password });
		const result = (await answer.json()) as { type: string };
		if (result.type !== 'redirect') throw new Error(`sign-in of ${username} was refused`);
		this.#cookie = cookiesOf(answer);
	}

	/** As the browser would send it. */
	get cookie(): string {
		return this.#cookie;
	}

	/**
	 * Submits a form action, such as `/chair?/close`. A chair's program is a console like any other: it takes
	 * control with its first act, and again where another console has taken it since, unless that is the act.
	 * @returns null, or the code of the refusal
	 */
	async act(action: string, fields: Record<string, string> = {}): Promise<string | null> {
		if (!action.startsWith('/chair?') || action === '/chair?/takeControl') return this.#act(action, fields);
		const consoleId = this.#consoleId;
		const take = () => this.#act('/chair?/takeControl', { consoleId, over: 'yes' });
		const refused = this.#inControl ? null : await take();
		if (refused) return refused;
		this.#inControl = true;
		const answer = await this.#act(action, { consoleId, ...fields });
		if (answer !== 'console-not-in-control') return answer;
		return (await take()) ?? (await this.#act(action, { consoleId, ...fields }));
	}

	async #act(action: string, fields: Record<string, string>): Promise<string | null> {
		const answer = await this.#form(action, fields);
		const result = (await answer.json()) as {
			type: string;
			status: number;
			data?: string;
			error?: { message: string };
		};
		if (result.type === 'success' || result.type === 'redirect') return null;
		const code = /"([a-z]+(?:-[a-z]+)+|forbidden)"/.exec(result.data ?? '')?.[1];
		return code ?? result.error?.message ?? 'try-later';
	}

	get(path: string): Promise<Response> {
		return fetch(this.#origin + path, { headers: { cookie: this.#cookie } });
	}

	#form(action: string, fields: Record<string, string>): Promise<Response> {
		return fetch(this.#origin + action, {
			method: 'POST',
			redirect: 'manual',
			headers: {
				'content-type': 'application/x-www-form-urlencoded',
				'x-sveltekit-action': 'true',
				accept: 'application/json',
				origin: this.#origin,
				cookie: this.#cookie
			},
			body: new URLSearchParams(fields)
		});
	}
}
