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
	/** One tablet a deputy: how many numbers there should be. */
	tablets: number;
};
