/** What becomes of a 验收 that was handed in; each is decided or taken back once. */
export type AcceptanceState = 'submitted' | 'approved' | 'returned' | 'withdrawn';
