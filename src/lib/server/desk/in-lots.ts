/** PostgreSQL takes 65,535 parameters a statement. */
export async function inLots<Row>(rows: Row[], run: (lot: Row[]) => Promise<unknown>): Promise<void> {
	for (let at = 0; at < rows.length; at += 1000) await run(rows.slice(at, at + 1000));
}
