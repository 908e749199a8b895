import { expect, test } from 'vitest';
import { deviceName } from './device-name.ts';

test.each([
	[
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0',
		'Edge · Windows'
	],
	['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Linux'],
	[
		'Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/604.1',
		'Safari · iPad'
	],
	[
		'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36',
		'Chrome · Android'
	],
	['curl/8.5', '其他设备'],
	['', '其他设备']
])('%s is %s', (userAgent, name) => {
	expect(deviceName(userAgent)).toBe(name);
});
