import type { Actor } from '#lib/server/auth/actor.ts';
import type { Sessions } from '#lib/server/auth/sessions.ts';
import type { Desk } from '#lib/server/db/client.ts';

declare global {
	namespace App {
		interface Locals {
			/** Who asks; null for the public. */
			actor: Actor | null;
			sessionId: string | null;
			desk: Desk;
			sessions: Sessions;
			origin: string;
			boxOrigin: string;
			/** Where candidates' pictures and attachments lie. */
			uploadDir: string;
		}
		interface Error {
			/** Names the line of the server's log, so that a person can quote it. */
			id?: string;
		}
	}
}

export {};
