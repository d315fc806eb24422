/** What the office's papers say, from what the office holds. */
import { describe, expect, it } from 'vitest';
import type { Block, OfficialPaper, Table } from '../../../shared/domain/papers/official-paper.ts';
import { deskOf, outcomeOf, paperOf, paperOffice } from '../../support/paper-office.ts';

const desk = await deskOf(await paperOffice());

/** Every text of a paper, a line for each block or row. */
function textOf({ blocks, annexes, ...rest }: OfficialPaper): string {
  const said = [...blocks, ...annexes.flatMap((annex) => annex.blocks)].flatMap(linesOf);
  return [JSON.stringify(rest), ...said].join('\n');
}

function linesOf(block: Block): string[] {
  switch (block.is) {
    case 'table':
      return block.rows.map((row) => row.join('|').replaceAll('\n', ' '));
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}：${value ?? '＿'}`);
    case 'signing':
      return [block.places.join('　')];
    default:
      return [`${'number' in block ? block.number : ''}${block.text}`];
  }
}

function tablesOf({ blocks }: OfficialPaper): Table[] {
  return blocks.filter((block) => block.is === 'table');
}

describe('区长、副区长一周主要政务活动安排表', () => {
  it('has every day, in order of the hours, leaders of one activity together in protocol order', async () => {
    const paper = await paperOf(desk, 'week', { week: '2026-W12' });
    const [days] = tablesOf(paper);
    expect(days?.rows.map(([date, time]) => `${date?.split('\n')[0]} ${time}`)).toEqual([
      '3月16日 下午2:30',
      '3月17日 14:30',
      '3月17日 14:30',
      '3月18日 9:00',
      '3月18日 14:30',
      '3月19日 14:30',
      '3月20日 ',
      '3月21日 ',
      '3月22日 ',
    ]);
    expect(days?.rows[3]).toContain('沈示川、陆示舒、林示恒、程示思');
    expect(paper.subtitle).toBe('（2026年3月16日—22日）　征集稿');
    expect(textOf(paper)).toContain('涉密活动另行报送');
    expect(textOf(paper)).toContain('外出：范示智（3月17日至19日）');
  });

  it('hangs on the wall across, a row for each leader', async () => {
    const paper = await paperOf(desk, 'week-by-leader', { week: '2026-W12' });
    expect(paper.layout).toBe('landscape');
    const [wall] = tablesOf(paper);
    expect(wall?.columns.map(({ title }) => title.split('\n')[0])).toEqual([
      '区领导',
      '3月16日',
      '3月17日',
      '3月18日',
      '3月19日',
      '3月20日',
    ]);
    expect(wall?.rows[0]?.[0]).toBe('沈示川\n区长');
    expect(wall?.rows).toHaveLength(desk.district.directory.leaders.length);
  });

  it('is refused for a week that is not collected', async () => {
    expect(await outcomeOf(desk, 'week', { week: '2027-W30' })).toEqual({
      refused: '2027-W30的周安排尚未开始征集。',
    });
  });
});

describe('meetings', () => {
  it('the plan has time, chair, who comes, the agenda and the limit of the papers', async () => {
    const text = textOf(await paperOf(desk, 'meeting-plan', { id: 'm5' }));
    expect(text).toContain('时间：3月18日（星期三）09:00');
    expect(text).toContain('主持：沈示川　区长');
    expect(text).toContain('1|老旧小区改造实施方案|区住建局|区住建局局长||');
    expect(text).toContain('3|议题i3|区应急局|');
    expect(text).toContain('于3月17日（星期二）17:00前报送');
    expect(text).toContain('《工作规则》第五十六条');
    expect(text).toContain('另有议题');
  });

  it('the form has what is proposed and rows to fill in', async () => {
    const [form] = tablesOf(await paperOf(desk, 'topics', { id: 'm5' }));
    expect(form?.columns).toHaveLength(16);
    expect(form?.rows).toHaveLength(9);
  });

  it('the list of decisions says that the minutes hold', async () => {
    const text = textOf(await paperOf(desk, 'decisions', { id: 'm5' }));
    expect(text).toContain('以会议纪要为准');
    expect(text).toContain(
      '1|启动老旧小区改造|区住建局|区财政局、区民政局|6月30日 17:00|老旧小区改造实施方案',
    );
    expect(text).toContain('3|议定事项3|区应急局||按规定时限|议题i3');
  });

  it.each(['topics', 'meeting-plan', 'decisions', 'case-file'])(
    '%s of the Party group is not made',
    async (name) => {
      expect(await outcomeOf(desk, name, { id: 'dz1' })).toMatchObject({
        refused: expect.stringContaining('党组'),
      });
    },
  );
});

describe('supervision', () => {
  it('hastens only what is past its limit and not handed in, asks to be told, and says how to object', async () => {
    const paper = await paperOf(desk, 'hasten', { id: 'a1/D52-14/finish/finance' });
    expect(paper).toMatchObject({
      addressee: '区财政局',
      head: { mark: '示例区人民政府督查室', number: '〔2026〕　　号' },
      signature: { date: null },
    });
    const text = textOf(paper);
    expect(text).toContain('应于2026年3月13日17:00前');
    expect(text).toContain('经登记，截至2026年3月31日09:00尚未收到');
    expect(text).toContain('如已报送，请告知');
    expect(text).toContain('30日内书面提出复核申请');
    expect(text).not.toContain('违规');
  });

  it.each([
    ['an internal node', 'a1/D52-14/finance', '内部节点'],
    ['what is not there', 'a1/D52-14/moon', '没有编号'],
  ])('does not hasten %s', async (_caption, id, why) => {
    expect(await outcomeOf(desk, 'hasten', { id })).toMatchObject({ refused: expect.stringContaining(why) });
  });

  it('the slip is a draft until it is signed, with limit, working days past it and the right to object', async () => {
    const paper = await paperOf(desk, 'slip', { id: 'a0' });
    expect(paper.marks[0]).toContain('送审稿');
    const text = textOf(paper);
    expect(text).toContain('督办事项：民生实事第1项（a0）。');
    expect(text).toContain('依据：会议纪要（第1次常务会议纪要第三条）。');
    expect(text).toContain('已过时限：12个工作日。');
    expect(text).toContain('30日内书面提出复核申请');
  });

  it('the circular counts, gives no rate for fewer than ten, ranks nobody, and names only what was confirmed', async () => {
    const paper = await paperOf(desk, 'circular');
    const text = textOf(paper);
    expect(paper.marks[0]).toContain('经区长批准后印发');
    expect(text).toContain('区政府交办事项5项，已办结0项；正在办理5项');
    expect(text).not.toMatch(/占比|排名|位次/);
    expect(text).toContain('区财政局1项：民生实事第2项（a1）。');
    expect(paper.annexes).toHaveLength(1);
  });

  it('the 台账 is a spreadsheet with the columns of the office', async () => {
    const outcome = await outcomeOf(desk, 'ledger');
    if (!('sheets' in outcome)) throw new Error('no spreadsheet');
    const [inHand] = outcome.sheets;
    expect(inHand?.rows[0]).toEqual(
      expect.arrayContaining(['目标及要求', '措施', '存在问题', '销号申请', '核销人、日期']),
    );
    expect(inHand?.rows.find(([, id]) => id === 'a0')?.join('|')).toContain('区住建局|岳示正|区民政局');
  });
});

describe('the duty room', () => {
  it('the first report leaves blank what is not known, and says to whom it has not been reported', async () => {
    const text = textOf(await paperOf(desk, 'duty-info', { id: 'e17' }));
    expect(text).toContain('值班信息（首报）');
    expect(text).toContain('事发时间：2026年3月12日12:40');
    expect(text).toContain('伤亡和损失：＿');
    expect(text).toContain('上报情况：区委尚未上报；市政府尚未上报');
    expect(text).toContain('区长批示（2026年3月12日13:05）：全力救治，及时上报');
  });

  it('the list of calls goes up from the duty room, with what was answered', async () => {
    const [calls] = tablesOf(await paperOf(desk, 'call-list', { id: 'e17' }));
    expect(calls?.rows.map(([, post]) => post)).toEqual([
      '带班领导',
      '区政府办公室主任',
      '副区长（公安应急）',
      '常务副区长',
      '区长',
      '区应急局局长',
    ]);
    expect(calls?.rows[4]?.slice(2)).toEqual(['沈示川', '000-00001001', '☑已接　□未接', '13:10', '全力救治']);
  });
});

describe('leave and holidays', () => {
  it('the receipt has number, days, who acts and who approved', async () => {
    const text = textOf(await paperOf(desk, 'leave-receipt', { id: 'q1' }));
    expect(text).toContain('备案号：外出备〔2026〕15号');
    expect(text).toContain('外出时间：2026年3月19日08:00至2026年3月21日18:00');
    expect(text).toContain('补位或主持工作：区住建局副局长');
    expect(text).toMatch(/批准：区长，2026年3月11日09:10；副区长（城乡建设），/);
  });

  it('there is none before the leave is filed', async () => {
    expect(await outcomeOf(desk, 'leave-receipt', { id: 'q2' })).toEqual({
      refused: '该外出尚未备案，不出具回执。',
    });
  });

  it('the holiday has the leaders’ activities and the rosters of the units', async () => {
    const paper = await paperOf(desk, 'holiday', { week: '2026-W14' });
    const text = textOf(paper);
    expect(paper.subtitle).toBe('（2026年4月4日—6日，共3天）');
    expect(text).toContain('4月4日 星期六|9:00|检查森林防火工作|示例镇|林示恒');
    expect(text).toContain('区住房和城乡建设局|4月5日|带班2|值班员2|000-00001');
  });

  it('is refused for a week without a holiday', async () => {
    expect(await outcomeOf(desk, 'holiday', { week: '2026-W12' })).toHaveProperty('refused');
  });
});

describe('the office’s lists', () => {
  it('the hand-over list has limit, state and basis', async () => {
    const text = textOf(await paperOf(desk, 'handover', { id: 'housing.liaison' }));
    expect(text).toContain('老旧小区改造实施方案|承办|区住建局|3月17日 17:00|');
    expect(text).toContain('移交人　接收人　监交人　日期');
  });

  it('the form of the rules has a row for each rule that may leave the office', async () => {
    const [form] = tablesOf(await paperOf(desk, 'confirm-form'));
    const rules = new Set(form?.rows.map(([id]) => id));
    const internal = desk.district.chosenRules.filter(({ confined }) => confined).map(({ id }) => id);
    const open = desk.district.chosenRules.filter(({ confined }) => !confined).map(({ id }) => id);
    expect([...rules].toSorted()).toEqual([...new Set(open)].toSorted());
    expect(internal.filter((id) => !open.includes(id)).some((id) => rules.has(id))).toBe(false);
  });

  it('the morning page has what is due, to be checked and to be approved', async () => {
    const text = textOf(await paperOf(desk, 'morning'));
    expect(text).toMatch(/今日到期\d+项，待核对\d+项，已超时\d+项，待批\d+项。/);
  });

  it('the case file has duties, papers and the whole ledger in the order in which it was written', async () => {
    const paper = await paperOf(desk, 'case-file', { id: 'a0' });
    const [, , ledger] = tablesOf({ ...paper, blocks: paper.blocks }).slice(-3);
    const text = textOf(paper);
    expect(text).toContain('事项：民生实事第1项');
    expect(text).toContain('已完成方案修改，正在征求意见');
    expect(ledger?.rows.length ?? tablesOf(paper).at(-1)?.rows.length).toBeGreaterThan(3);
  });
});
