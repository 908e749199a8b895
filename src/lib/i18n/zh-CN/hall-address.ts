import type { addressFault } from '../../domain/hall-address.ts';

/** Why the devices of a hall can't use the system's address. */
export const addressFaultTexts: Record<NonNullable<ReturnType<typeof addressFault>>, string> = {
	local: '本系统的地址只有本机能打开，平板连不上。请先为会场设置 https 地址。',
	'not-https': '本系统的地址不是 https 开头，平板上的浏览器不能用它登录和投票。请先为会场设置 https 地址。'
};
