import type { Legibility } from '../../domain/legibility.ts';

/** The office's page of hall screens. */
export const hallSetupTexts = {
	title: '会场大屏',
	intro: '一个会场可以有几块大屏，显示同样的内容。',
	pairHelp: '在大屏的浏览器打开 /hall，把屏上显示的 6 位数字输入这里。',
	none: '还没有大屏配对。',
	name: '名称',
	namePlaceholder: '如：主屏、左侧屏',
	theme: '配色',
	picture: '画面高（米）',
	farthest: '最远座位（米）',
	measureHelp: '量画面实际高度和最远座位到屏的距离，系统据此核对文字看不看得清。',
	save: '保存',
	unpair: '解除配对',
	connected: '已连接',
	away: '未连接',
	unmeasured: '填写画面高和最远座位后，这里说明文字看不看得清。',
	code: '配对码',
	pair: '配对'
} as const;

export const hallThemeNames = {
	led: '深蓝（LED 屏）',
	red: '深红（LED 屏）',
	projector: '浅色（投影）'
} as const;

export const unnamedHall = (place: number): string => `大屏 ${place}`;

export const hallSetupAnswers = {
	'hall-paired': '大屏已配对，随即显示本次会议。',
	'hall-saved': '已保存，大屏随即更新。',
	'hall-unpaired': '已解除配对，这块大屏改为显示配对码。'
} as const;

export const hallFormTexts = {
	id: '页面内容已经变化，没有办理。请刷新页面后再试。',
	name: '名称不超过 20 字，没有保存。请缩短后重试。',
	theme: '请选择一种配色，没有保存。',
	picture: '画面高请按米填写数字，如 3 或 2.5，没有保存。',
	farthest: '最远座位请按米填写数字，如 20，没有保存。'
} as const;

/** What the measures mean for who sits farthest. */
export const legibilityText = ({ textMm, comfortableM, minimumM, grade }: Legibility): string => {
	const measure = `最小文字高 ${textMm} 毫米，${comfortableM} 米内看得舒适，${minimumM} 米内看得清`;
	return {
		comfortable: `${measure}。最远座位能舒适阅读。`,
		small: `文字偏小，建议分页：${measure}。最远座位能看清，但吃力。`,
		'too-small': `文字偏小，建议分页：${measure}。最远座位看不清列表，请换更大的画面或增设屏幕。`
	}[grade];
};
