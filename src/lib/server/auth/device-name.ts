/** The newest name that claims to be everybody's comes first: Edge says Chrome, and Chrome says Safari. */
const browsers: readonly [RegExp, string][] = [
	[/\bEdgA?\//, 'Edge'],
	[/\bMicroMessenger\//, '微信'],
	[/\bFirefox\//, 'Firefox'],
	[/(Chrome|Chromium|CriOS)\//, 'Chrome'],
	[/\bSafari\//, 'Safari']
];

const systems: readonly [RegExp, string][] = [
	[/\biPad\b/, 'iPad'],
	[/\biPhone\b/, 'iPhone'],
	[/\bAndroid\b/, 'Android'],
	[/\bHarmonyOS\b/, 'HarmonyOS'],
	[/\bWindows\b/, 'Windows'],
	[/\bMac OS X\b/, 'macOS'],
	[/\bLinux\b/, 'Linux']
];

/** Browser and system, as the owner of a session knows the device again; no version, no model, no more than that. */
export function deviceName(userAgent: string): string {
	const of = (list: typeof browsers) => list.find(([sign]) => sign.test(userAgent))?.[1];
	return [of(browsers), of(systems)].filter(Boolean).join(' · ') || '其他设备';
}
