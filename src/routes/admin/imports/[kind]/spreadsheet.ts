const types = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	csv: 'text/csv; charset=utf-8'
} as const;

/** A table to be saved. It may name telephone numbers: nobody keeps a copy on the way. */
export const spreadsheet = (
	bytes: Uint8Array<ArrayBuffer>,
	format: keyof typeof types,
	title: string
): Response =>
	new Response(bytes, {
		headers: {
			'content-type': types[format],
			'content-disposition': `attachment; filename="table.${format}"; filename*=UTF-8''${encodeURIComponent(`${title}.${format}`)}`,
			'cache-control': 'no-store'
		}
	});
