import type { Actor } from '#lib/server/auth/actor.ts';
import type { Sessions } from '#lib/server/auth/sessions.ts';
import type { Desk } from '#lib/server/db/client.ts';
import type { Metrics } from '#lib/server/metrics.ts';
import type { Simulations } from '#lib/server/rehearsal/simulations.ts';
import type { Press } from '#lib/server/papers/press.ts';
import type { PublicPress } from '#lib/server/papers/public-press.ts';

declare global {
	namespace App {
		interface Locals {
			/** Who asks; null for the public. */
			actor: Actor | null;
			sessionId: string | null;
			desk: Desk;
			/** For what the public reads and writes: as many as may ask, the acts of a session find `desk` free. */
			publicDesk: Desk;
			sessions: Sessions;
			origin: string;
			boxOrigin: string;
			/** The plain port that offers the hall's root certificate, where there is one. */
			httpPort: number | undefined;
			/** Where candidates' pictures and attachments lie. */
			uploadDir: string;
			/** Where the sealed archives lie, if the box runs on this machine. */
			archiveDir: string;
			/** Where round keys lie: looked at for its space, and by nobody for what is in it. */
			keyDir: string;
			/** Simulated deputies of rehearsals. */
			simulations: Simulations;
			/** Set where this request failed because PostgreSQL can't be reached: it answers 503. */
			databaseAway?: true;
			/** What the public pages' footer must name where the site is registered. */
			site: { icp?: string; police?: string; code?: string };
			/** Terms of the open data, where some are set. */
			dataLicense: { name: string; url: string } | undefined;
			/** Draws PDFs. */
			press: Press;
			/** Draws those of the public, one at a time beside the staff's. */
			publicPress: PublicPress;
			/** Null where no METRICS_TOKEN is set. */
			metrics: Metrics | null;
		}
		interface Error {
			/** Names the line of the server's log, so that a person can quote it. */
			id?: string;
			/** PostgreSQL can't be reached now; the page tries again by itself. */
			databaseAway?: true;
		}
	}
}

export {};
