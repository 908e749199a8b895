/**
 * A page of one sentence, for what is answered before any page of the application is asked for. Made of nothing that
 * could be away too.
 *
 * @param retrySeconds the browser asks for the same address again by itself
 */
export function sentencePage(
	status: number,
	{
		title,
		text,
		links = [],
		retrySeconds
	}: {
		title: string;
		text: string;
		links?: readonly { href: string; name: string }[];
		retrySeconds?: number;
	}
): Response {
	const refresh = retrySeconds ? `\n<meta http-equiv="refresh" content="${retrySeconds}">` : '';
	const ways = links.map(({ href, name }) => `<a href="${href}">${name}</a>`).join(' ');
	return new Response(
		`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">${refresh}
<title>${title}</title>
<style>
body { margin: 0; min-height: 100vh; display: flex; align-items: center; justify-content: center; background: #f6f3ee;
	color: #211c17; font: 1.125rem/1.7 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif }
main { margin: 1.5rem; max-width: 36rem; padding: 2.5rem; background: #fff; border-top: 6px solid #b3261e }
h1 { margin: 0 0 1rem; font-size: 1.75rem }
p { margin: 0 }
nav { margin-top: 1.5rem }
a { display: inline-block; margin-right: 1rem; padding: .5rem 1.25rem; border: 2px solid #1f4e9e; border-radius: 6px;
	color: #1f4e9e; font-weight: 600; text-decoration: none }
</style>
</head>
<body><main><div role="alert"><h1>${title}</h1><p>${text}</p></div>${ways && `<nav>${ways}</nav>`}</main></body>
</html>
`,
		{
			status,
			headers: {
				'content-type': 'text/html; charset=utf-8',
				'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
				'cache-control': 'no-store',
				...(retrySeconds ? { 'retry-after': String(retrySeconds) } : {})
			}
		}
	);
}
