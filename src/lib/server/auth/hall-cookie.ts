/** Names the screen, not a person; the database holds its hash only. */
export const HALL_COOKIE = 'piaojue-hall';
