import type { CheckResult, DeviceKind } from '../domain/device-check.ts';

/** The last check of one device. */
export type DeviceView = {
	kind: DeviceKind;
	number: number;
	passed: boolean;
	results: CheckResult[];
	browser: string;
	checkedAt: string;
};

export type DevicesView = {
	devices: DeviceView[];
	/** 应有台数 as the office set it; before that a tablet a deputy, one screen and one computer. */
	expected: Record<DeviceKind, number>;
};
