import { expect, test } from 'vitest';
import { heartbeat, LOST_AFTER_MS } from './heartbeat.ts';

test('a silent link is told within ten seconds, the hall’s pause before its words included', () => {
	expect(heartbeat.pingInterval + heartbeat.pingTimeout + LOST_AFTER_MS).toBeLessThan(10_000);
});

test('a loss that the browser knows of is told in the hall within a second', () => {
	expect(LOST_AFTER_MS).toBeLessThan(1000);
});
