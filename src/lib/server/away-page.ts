import { refusalText } from '../i18n/zh-CN/refusals.ts';
import { awayTitle } from '../i18n/zh-CN/common.ts';

const RETRY_SECONDS = 5;

/**
 * What a page answers while PostgreSQL can't be reached: 503, one sentence, and the same address again by itself.
 * Made of nothing that could be away too.
 */
export const awayPage = (): Response =>
	new Response(
		`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${RETRY_SECONDS}">
<title>${awayTitle}</title>
<style>
body { margin: 0; min-height: 100vh; display: flex; align-items: center; justify-content: center; background: #f6f3ee;
	color: #211c17; font: 1.125rem/1.7 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif }
main { margin: 1.5rem; max-width: 36rem; padding: 2.5rem; background: #fff; border-top: 6px solid #b3261e }
h1 { margin: 0 0 1rem; font-size: 1.75rem }
p { margin: 0 }
</style>
</head>
<body><main role="alert"><h1>${awayTitle}</h1><p>${refusalText('database-away')}</p></main></body>
</html>
`,
		{
			status: 503,
			headers: {
				'content-type': 'text/html; charset=utf-8',
				'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
				'cache-control': 'no-store',
				'retry-after': String(RETRY_SECONDS)
			}
		}
	);
