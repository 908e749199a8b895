import { yearsText } from './days.ts';

/** 导入: columns and what they may be called in a file, faults cell by cell, and the words of the dry run. */

/** The titles of the template, each with what else the column is called in the files that offices have. */
export const deputyColumns = {
	number: { title: '代表证号', synonyms: ['代表证编号', '证号', '编号', '序号', '代表编号', '代表号'] },
	name: { title: '姓名', synonyms: ['代表姓名', '名字', '代表'] },
	gender: { title: '性别', synonyms: [] },
	delegation: { title: '代表团', synonyms: ['所在代表团', '代表小组', '代表团名称', '选举单位'] },
	seat: { title: '座位', synonyms: ['座位号', '席位', '座次', '座位(排/号)'] },
	phone: { title: '手机号', synonyms: ['手机', '手机号码', '联系电话', '电话', '联系方式'] },
	scrutineer: { title: '是否监票人', synonyms: ['监票人', '监票'] }
} as const;

export const candidateColumns = {
	number: { title: '项目编号', synonyms: ['编号', '序号', '项目序号'] },
	name: { title: '项目名称', synonyms: ['全称', '项目全称', '名称', '候选项目'] },
	shortName: { title: '简称', synonyms: ['项目简称', '大屏简称', '简称(≤12字)', '简称(不超过12字)'] },
	category: { title: '类别', synonyms: ['项目类别', '分类', '领域'] },
	place: { title: '建设地点', synonyms: ['地点', '实施地点', '项目地点'] },
	content: { title: '建设内容', synonyms: ['建设内容与规模', '主要建设内容', '内容', '项目内容'] },
	scale: { title: '建设规模', synonyms: ['规模'] },
	totalFen: {
		title: '总投资(万元)',
		synonyms: ['总投资', '估算总投资', '估算总投资(万元)', '投资(万元)', '计划投资(万元)', '投资额(万元)']
	},
	yearFen: {
		title: '当年投资(万元)',
		synonyms: ['当年投资', '年度投资', '年度投资(万元)', '本年投资(万元)', '当年计划投资(万元)']
	},
	funding: { title: '资金来源', synonyms: ['经费来源'] },
	unit: { title: '责任单位', synonyms: ['牵头单位', '承办单位', '实施单位', '主管单位'] },
	leader: { title: '分管领导', synonyms: ['责任领导', '责任人', '负责人'] },
	startsOn: { title: '开工时间', synonyms: ['开工月份', '开工日期', '开始时间'] },
	endsOn: { title: '完成时限', synonyms: ['完工月份', '完成时间', '完工时间', '完成日期', '竣工时间'] },
	beneficiaries: { title: '受益群众', synonyms: ['受益范围', '受益对象', '受益人口'] },
	basis: { title: '提出依据', synonyms: ['依据', '项目来源', '提出来源'] }
} as const;

/** What else to write in each column, for 填写说明. */
export const columnHelp: Record<string, string> = {
	'deputies.number': '必填，正整数，全体代表不重复。名册以它认人：证号相同就更新，不另建。',
	'deputies.name': '必填。两个字的姓名中间的空格会自动去掉。',
	'deputies.gender': '可空。只填“男”或“女”。',
	'deputies.delegation': '必填。同一代表团的写法应完全一致。',
	'deputies.seat': '可空，例如“3排12座”。请把这一列设为文本格式，否则“3-12”会变成日期。',
	'deputies.phone': '可空，11 位手机号。只供会务使用，其他页面都不显示。',
	'deputies.scrutineer': '可空。填“是”“否”或“总监票人”；总监票人只能有一人。',
	'candidates.number': '必填，正整数，不重复。也是首次票决的排列顺序；编号相同就更新，不另建。',
	'candidates.name': '必填，全称，不超过 60 字，印在表决票上。',
	'candidates.shortName': '不超过 12 字，大屏上使用。全称不超过 12 字的可空。',
	'candidates.category': '必填，例如“交通出行”。',
	'candidates.place': '可空。',
	'candidates.content': '必填，不超过 500 字，代表在平板上看到的就是这段文字。',
	'candidates.scale': '可空，不超过 200 字。',
	'candidates.totalFen': '必填，以万元为单位，例如 480 或 1,280.5，最多精确到分（六位小数）。',
	'candidates.yearFen': '可空，以万元为单位，不大于总投资；空着按 0 计。',
	'candidates.funding': '可空，例如“上级补助 300 万元;镇级 180 万元”。',
	'candidates.unit': '必填。与责任单位账号的单位名称一致，入选后由其填报进展。',
	'candidates.leader': '可空。',
	'candidates.startsOn': '可空，例如“2026-04”“2026年4月”或“2026年4月1日”。',
	'candidates.endsOn': '必填，写法同开工时间；只写到月的，按当月最后一天计。',
	'candidates.beneficiaries': '可空。',
	'candidates.basis': '可空。'
};

/** The same beside the field of a form, where it is about no column of a file. */
export const fieldHelp: Record<string, string> = {
	...columnHelp,
	'deputies.number': '必填，正整数，不与其他代表重复。',
	'deputies.name': '必填。',
	'deputies.gender': '可空。',
	'deputies.delegation': '必填，写法与同团代表一致。',
	'deputies.seat': '可空，例如“3排12座”。',
	'deputies.phone': '可空，只供会务使用。',
	'deputies.scrutineer': '总监票人只能有一人。',
	'candidates.number': '必填，正整数；也是首次票决的排列顺序。',
	'candidates.shortName': '大屏上使用；全称不超过 12 字的可空。',
	'candidates.totalFen': '必填，例如 480 或 1,280.5。',
	'candidates.yearFen': '可空，不大于总投资。',
	'candidates.unit': '必填，与责任单位账号的单位名称一致。',
	'candidates.startsOn': '可空，例如“2026年4月”或“2026-04-01”。',
	'candidates.endsOn': '必填；只写到月的，按当月最后一天计。'
};

/** Why a cell can't be taken. `{…}` is filled from the fault's detail. */
export const cellFaultTexts = {
	empty: '没有填写',
	'not-whole': '应为正整数，不超过九位',
	'too-long': '不能超过 {most} 个字，现有 {length} 个',
	'short-name-needed': '全称超过 12 个字，须另填简称',
	'not-gender': '只能填“男”或“女”',
	'not-phone': '应为 11 位手机号',
	'not-scrutineer': '只能填“是”“否”或“总监票人”',
	'not-money': '应为以万元为单位的数字，不带其他单位',
	'too-precise': '最多精确到分，即六位小数',
	'too-much': '金额过大，请核对单位是否为万元',
	'not-date': `看不出是哪一天，请写成“2026-04”或“2026年4月1日”（${yearsText}）`,
	'year-missing': '没有写明年份，请写成“2026年4月”',
	'date-ambiguous': '作为数字分不清是一月还是十月，请把单元格设为文本后写成“2026-10”',
	'date-in-text': '被表格软件当成了日期，请把这一列设为文本格式后重新填写',
	'wrong-type': '内容的类型不对，请填写文字',
	formula: '是公式，没有读取；请改为直接填写数值或文字',
	'error-value': '是表格软件的错误值，请重新填写',
	merged: '处在合并单元格中，请取消合并后逐行填写',
	duplicate: '与第 {first} 行重复',
	'number-of-former': '属于已终止资格的 {name} 代表，不能再用；确为同一人的，请在名册中恢复资格',
	'second-chief': '总监票人只能有一人，第 {first} 行已有',
	'chief-there': '本次会议已有总监票人 {name}，请先改为“是”或“否”',
	'year-over-total': '当年投资不能大于总投资',
	'ends-before-start': '完成时限早于开工时间',
	'name-twice': '与第 {first} 行相同，候选项目不能同名',
	'name-there': '与编号 {number} 的候选项目同名',
	'candidate-frozen': '这个项目已列入就绪的表决票，内容不能再改'
} as const;

export type CellFaultCode = keyof typeof cellFaultTexts;

/** What may be right and should be looked at. */
export const cellWarningTexts = {
	'no-seat': '没有座位',
	'seat-twice': '与第 {first} 行座位相同',
	'same-name': '与第 {first} 行同名，请核对是否为同一人',
	'name-changed': '证号不变而姓名由“{before}”改为“{after}”，请确认是同一人',
	'phone-twice': '与第 {first} 行手机号相同',
	'large-amount': '超过 10 亿元，请核对单位是否为万元',
	'serial-date': '单元格是数字，已按表格软件的日期序号读作 {day}',
	'no-year-amount': '没有当年投资，按 0 计'
} as const;

export type CellWarningCode = keyof typeof cellWarningTexts;

/** Of the whole file, beside the table. */
export const fileNoticeTexts = {
	'hidden-sheets': '文件中有隐藏的工作表（{names}），没有读取。',
	'other-sheets': '只读取了工作表“{read}”；另有 {count} 个工作表没有读取。',
	'hidden-rows': '文件中有 {count} 个隐藏的行，也已读取，请留意。',
	'pictures-elsewhere':
		'“{names}”列没有读取：图片和附件不随表格导入。请在导入后打开该项目的页面，在“图片或附件”处添加。',
	'unknown-columns': '这些列不认识，没有读取：{names}。',
	'columns-absent': '文件中没有这些列，系统中已有的内容保持不变：{names}。',
	gb18030: '文件为 GB18030 编码（表格软件另存的 CSV），已正确读取。'
} as const;

export type FileNoticeCode = keyof typeof fileNoticeTexts;

/** Refusals of whole files and of the acts around them; part of `refusalTexts`. */
export const importRefusalTexts = {
	'upload-too-large': '文件过大，没有上传。图片不能超过 8 MB，附件和导入的文件不能超过 10 MB；请缩小后重试。',
	'file-missing': '没有收到文件，没有导入。请先选择文件。',
	'file-too-large': '文件为 {mb} MB，超过 10 MB，没有导入。请删去图片和无关内容，或分成几个文件。',
	'file-empty': '文件是空的，没有导入。请核对是否选错了文件。',
	'file-kind': '只能导入 .xlsx 或 .csv 文件，没有导入。请在表格软件中另存为“Excel 工作簿 (.xlsx)”后重试。',
	'file-macros': '文件带有宏，为了安全没有导入。请在表格软件中另存为不带宏的“Excel 工作簿 (.xlsx)”后重试。',
	'file-encrypted':
		'文件设有打开密码，或是旧版 .xls 格式，无法读取，没有导入。请去掉密码，另存为“Excel 工作簿 (.xlsx)”后重试。',
	'file-extension': '文件的扩展名与内容不符，没有导入。请用表格软件打开核对后，另存为 .xlsx 或 .csv 再试。',
	'file-bomb': '文件展开后异常庞大，为了安全没有导入。请把表格内容复制到下载的模板中，再试一次。',
	'file-broken': '文件已损坏或不是完整的表格，没有导入。请用表格软件打开核对，另存后重试。',
	'file-not-text': '文件不是文字表格，没有导入。请另存为 .xlsx 或 CSV 后重试。',
	'sheet-hidden': '要导入的工作表“{name}”是隐藏的，没有导入。请取消隐藏，核对内容后重试。',
	'columns-missing': '没有找到必需的列：{names}，没有导入。请核对表头，或把内容复制到下载的模板中。',
	'column-twice': '第 {row} 行表头中有两列都是“{name}”，没有导入。请删去多余的一列。',
	'no-rows': '表头下面没有内容，没有导入。请填写后重试。',
	'too-many-rows': '文件有 {rows} 行，超过 {most} 行，没有导入。请核对是否选错了文件，或分批导入。',
	'too-many-columns': '第 {row} 行在第 {most} 列以后还有内容，没有导入。请只留需要导入的列，另存后重试。',
	'csv-too-large':
		'CSV 文件为 {mb} MB，超过 2 MB，没有导入。请删去表格以外的空行空列和无关内容，或另存为 .xlsx 后重试。',
	'too-many-sheets':
		'文件中有 {sheets} 个工作表，超过 {most} 个，没有导入。请只留要导入的工作表，另存后重试。',
	'file-too-slow':
		'{seconds} 秒内没有读完这个文件，已停止读取，没有导入。请把表格内容复制到下载的模板中，再试一次。',
	'import-busy': '正在读取别人上传的文件，这个文件没有读取，也没有导入。请稍等一分钟后重试。',
	'roll-locked':
		'“{round}”已{state}，名册已固定，没有办理。现在仍可换发代表证、补签、请假；名册的改动请在本轮宣布或中止后办理。',
	'candidates-locked':
		'“{round}”已{state}，候选项目已固定，没有办理。确需更改的，请先中止该轮表决，或在宣布后办理。',
	'rehearsal-under-way':
		'现在正在演练，没有办理：页面上是演练的副本，改动不会留到正式会议。名册、候选项目及其图片和附件、票决办法、监票人、主持词，请先结束演练再改。',
	'import-changed':
		'试运行之后，文件或系统中的数据有了变化，没有导入。下面是重新试运行的结果，请核对后再确认。',
	'import-has-errors': '文件中还有错误 {errors} 处，没有导入。请改正后重试，或按“仅导入正确行”。',
	'nothing-to-import': '没有需要导入的内容：文件与系统中的数据一致。',
	'import-undone': '这次导入已经撤销，不需要重复办理。',
	'undo-newer': '这次导入之后还有新的导入，没有撤销。请先撤销较新的那一次。',
	'undo-after-ready': '这次导入之后已有票决轮次就绪，不能再撤销。请逐条修改。',
	'undo-edited': '“{name}”在导入之后又改动过，没有撤销。请逐条修改。',
	'undo-referred': '“{name}”已发证、签到或已被引用，没有撤销。请逐条处理。',
	'number-taken': '{number} 号已经有了，没有保存。请换一个编号。',
	'row-fault': '“{column}”{reason}，没有保存。',
	'candidate-referred': '这个项目已用于以前的票决或正在大屏上介绍，不能删除。'
} as const;

/** Fills `{name}` from the detail. */
export const filled = (text: string, detail: Record<string, string | number> = {}): string =>
	text.replace(/\{(\w+)\}/g, (whole, name: string) => String(detail[name] ?? whole));

/** One fault in full: where, what, and what stands there now. */
export const faultSentence = (fault: {
	row: number;
	column: string;
	code: CellFaultCode;
	detail?: Record<string, string | number>;
	value: string;
}): string =>
	`第 ${fault.row} 行“${fault.column}”：${filled(cellFaultTexts[fault.code], fault.detail)}。` +
	(fault.value === '' ? '' : `当前内容“${shortened(fault.value)}”。`);

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** The template and the error file. */
export const templateTexts = {
	sheets: { deputies: '代表名册', candidates: '候选项目' },
	templateName: { deputies: '代表名册导入模板', candidates: '候选项目导入模板' },
	currentName: { deputies: '当前代表名册', candidates: '当前候选项目' },
	helpSheet: '填写说明',
	errorSheet: '错误清单',
	helpColumn: '列',
	help: '怎样填写',
	pictures: {
		title: '图片和附件',
		help: '不在本表中填写，也不要把图片贴进表格。导入后在“候选项目”中打开该项目，在“图片或附件”处添加；列名为“图片”的列不读取。'
	},
	notes: [
		'带 * 的列必须有。其余的列可以整列删去：删去的列，系统中已有的内容保持不变；留着列而单元格为空，则清空。',
		'请直接填写数值和文字，不要用公式、合并单元格和隐藏的工作表。',
		'一次最多 5,000 行，文件不超过 10 MB。也可以用 CSV（UTF-8 或 GB18030），不超过 2 MB。',
		'导入前先试运行，不改动任何数据；导入后在本轮表决就绪以前可以撤销。'
	]
} as const;
