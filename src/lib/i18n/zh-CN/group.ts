import type { GroupPart } from '../../domain/tracker/group.ts';
import { partNames } from './follow.ts';

/** The group that supervises a project (1+1+2) in words, for the desk and the deputies. */
export const groupTexts = {
	heading: '监督小组',
	left: '已不在代表名册',
	none: '还没有确定监督小组。代表的视察记录和意见由小组成员提交，确定以前没有代表能提交。',
	lacks: (parts: readonly { part: GroupPart; missing: number }[]): string =>
		`监督小组不足，还缺 ${parts.map(({ part, missing }) => `${missing} 名${partNames[part]}`).join('、')}。`,
	leftNote: '已不在代表名册的成员不能再提交视察记录和意见。',
	office: '由人大办公室补齐。',
	fill: (none: boolean): string => (none ? '确定监督小组' : '补齐监督小组'),
	/** Above the form that no longer offers them. */
	leftOut: (names: readonly string[]): string =>
		`${names.join('、')}已不在代表名册，表中不再列出。请填写接替的成员；保存后，离开的成员退出小组。`
} as const;
