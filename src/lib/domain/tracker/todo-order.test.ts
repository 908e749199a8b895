import { expect, test } from 'vitest';
import { byUrgency, type TodoKind } from './todo-order.ts';

test('what has to be put right stands before what is due later, however much that is', () => {
	const items: { kind: TodoKind; dueOn: string | null }[] = [
		{ kind: 'talk', dueOn: null },
		{ kind: 'report', dueOn: '2026-07-05' },
		{ kind: 'acceptance', dueOn: null },
		{ kind: 'acceptance-returned', dueOn: null },
		{ kind: 'visit', dueOn: '2026-06-20' },
		{ kind: 'acceptance-rectify', dueOn: null },
		{ kind: 'acceptance-revoked', dueOn: null },
		{ kind: 'plan-returned', dueOn: '2026-06-01' }
	];
	expect(items.sort(byUrgency('2026-06-20')).map(({ kind }) => kind)).toEqual([
		'plan-returned',
		'acceptance',
		'acceptance-returned',
		'acceptance-rectify',
		'acceptance-revoked',
		'visit',
		'report',
		'talk'
	]);
});
