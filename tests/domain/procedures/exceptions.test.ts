import { describe, expect, test } from 'vitest';
import { at, DocumentDesk } from './document-desk.ts';

/** A letter that 办公室主任 has checked. */
function checked(fields: Readonly<Record<string, string | boolean>> = {}): DocumentDesk {
  const desk = DocumentDesk.open({ series: '长双府函', ...fields }).drafted();
  return desk.through(['sheet-check', 'office'], ['format', 'office'], ['check', 'office-director']);
}

const OPENED = '公文制发要严格按照先审核、后签发、再用印的程序进行';

describe('sealed first, signed later (art. 60(四))', () => {
  test('never without being asked for', () => {
    const desk = checked();
    expect(desk.do('early-signer', 'mayor')).toContain('此件不需办理');
    expect(desk.do('seal', 'office')).toContain(OPENED.replaceAll(',', '，'));
  });

  test('only with both consents, 办公室主任 and whoever signs', () => {
    const desk = checked({ 'seal-first': true });
    expect(desk.do('early-signer', 'executive-vice-mayor')).toContain('应由区长办理');
    desk.through(['early-director', 'office-director']);
    expect(desk.do('electronic', 'housing')).toContain('完成之后办理');
    expect(desk.do('seal', 'office')).toContain('“签发、送交电子版”');
    desk.through(['early-signer', 'mayor'], ['electronic', 'housing'], ['seal', 'office']);
    // The signed draft cannot come back before it is signed.
    expect(desk.do('return-draft', 'housing')).toContain('“签发”');
    desk.through(['issue', 'housing'], ['distribution', 'housing'], ['publish', 'office']);
    expect(desk.state).toBe('open');
    desk.through(['consent', 'vice-mayor-1'], ['sign', 'mayor'], ['return-draft', 'housing']);
    expect(desk.state).toBe('closed');
  });

  test('a consent by telephone counts when a second person has looked at it', () => {
    const desk = checked({ 'seal-first': true }).through(['early-director', 'office-director']);
    expect(desk.do('early-signer', 'office.liaison', { for: 'mayor' })).toContain('须注明来源');
    desk.through(['early-signer', 'office.liaison', { for: 'mayor', source: '电话' }]);
    expect(desk.do('electronic', 'housing')).toContain('完成之后办理');
    expect(desk.confirm('early-signer', 'office.liaison')).toBe('代录须由另一人复核');
    expect(desk.confirm('early-signer', 'office.deputy')).toBeNull();
    desk.through(['electronic', 'housing'], ['seal', 'office']);
  });

  test('asked for after the seal, it comes too late', () => {
    const desk = checked().through(['consent', 'vice-mayor-1'], ['sign', 'mayor'], ['electronic', 'housing']);
    desk.through(['seal', 'office']);
    expect(desk.amend({ 'seal-first': true })).toContain('不能再增加此前的');
  });
});

describe('the hand that signs', () => {
  const away = {
    id: 'a1',
    post: 'mayor',
    from: at('2026-03-01 00:00'),
    to: at('2026-03-20 00:00'),
    reason: '出访',
    standIn: 'executive-vice-mayor',
  };

  test('a stand-in signs only where the power to sign was given', () => {
    const desk = checked().through(['consent', 'vice-mayor-1']);
    desk.absences = [away];
    expect(desk.do('sign', 'executive-vice-mayor')).toContain('应由区长办理');
    desk.absences = [{ ...away, signing: true }];
    expect(desk.do('sign', 'executive-vice-mayor')).toBeNull();
  });

  test('a liaison officer signs for no leader', () => {
    const desk = DocumentDesk.open({ series: '专题会议纪要' }, [], 'document', 'vice-mayor-3').drafted();
    desk.through(['sheet-check', 'office'], ['format', 'office'], ['check', 'office-director']);
    expect(desk.do('sign', 'vice-mayor-3.liaison')).toContain('应由副区长（农业农村）办理');
  });
});

describe('returns', () => {
  test('what came after is open again, and what came before stands', () => {
    const desk = checked().through(['consent', 'vice-mayor-1']);
    expect(desk.giveBack('sign', 'mayor')).toBeNull();
    expect(desk.do('sign', 'mayor')).toContain('区政府办公室主任审核');
    expect(desk.do('sheet', 'housing.principal')).toBe('“填写发文用纸并由拟稿单位领导签字”已办理');
    desk.through(['submit', 'housing'], ['sheet-check', 'office'], ['format', 'office']);
    desk.through(['check', 'office-director'], ['consent', 'vice-mayor-1'], ['sign', 'mayor']);
  });

  test('by whoever has it before him, or the office; by nobody else', () => {
    const desk = checked();
    expect(desk.giveBack('consent', 'finance.principal')).toContain('退回应由');
    expect(desk.giveBack('consent', 'office.liaison')).toBeNull();
  });

  test('not once the document is out', () => {
    const desk = checked().through(['consent', 'vice-mayor-1'], ['sign', 'mayor'], ['electronic', 'housing']);
    desk.through(['seal', 'office'], ['issue', 'housing']);
    expect(desk.giveBack('sign', 'mayor')).toBe('“印发”已办理，不能再退回');
  });

  test('a step that only passes on is not sent back', () => {
    expect(checked().giveBack('sheet', 'housing')).toContain('不能退回');
  });
});

describe('dates', () => {
  test('what must come later is not dated before', () => {
    const desk = checked().through(['consent', 'vice-mayor-1'], ['sign', 'mayor'], ['electronic', 'housing']);
    desk.now = at('2026-03-04 09:00');
    expect(desk.do('seal', 'office', { done: at('2026-03-01 16:00') })).toContain('早于此前环节的办理日期');
    // Within the day the record need not be exact.
    expect(desk.do('seal', 'office', { done: at('2026-03-02 08:00') })).toBeNull();
  });

  test('the public has thirty days to comment, the legal body seven working days', () => {
    const desk = DocumentDesk.open({}, [], 'major-decision');
    desk.through(['ask-first', 'vice-mayor-1'], ['trace', 'housing'], ['comment-open', 'housing']);
    desk.now = at('2026-03-31 17:00');
    expect(desk.do('comment-close', 'housing')).toContain('最早为2026年4月1日：《工作规则》第二十七条');
    desk.now = at('2026-04-01 09:00');
    desk.through(['comment-close', 'housing'], ['experts', 'housing'], ['risk', 'housing']);
    desk.through(['legality-request', 'housing']);
    // 6 April is off; seven working days after 1 April are over on 13 April.
    desk.now = at('2026-04-10 17:00');
    expect(desk.do('legality', 'justice')).toContain('最早为2026年4月13日');
    expect(desk.do('decide', 'office')).toContain('“合法性审查”');
    expect(desk.amend({ 'legality-shortened': true })).toBeNull();
    desk.through(['legality', 'justice'], ['decide', 'office'], ['announce', 'housing']);
    expect(desk.state).toBe('closed');
  });

  test('a step that may be left out needs its reason in writing; others cannot be left out', () => {
    const desk = DocumentDesk.open({}, [], 'major-decision').through(['ask-first', 'vice-mayor-1']);
    expect(desk.waive('comment-close', 'housing')).toContain('“公开征求意见”完成之后');
    expect(desk.waive('comment-open', 'housing', '涉密事项')).toBeNull();
    expect(desk.waive('comment-close', 'housing', '涉密事项')).toBeNull();
    expect(desk.waive('trace', 'housing')).toContain('不能免除：《工作规则》第二十九条');
  });
});

describe('what has to lie behind a normative document (art. 24, 35, 60(三))', () => {
  test('its five procedures in order, legality before anything goes up', () => {
    const desk = DocumentDesk.open({ series: '长双府发', normative: true, market: true });
    expect(desk.do('risk', 'housing')).toContain('“专家论证”');
    desk.through(['participation', 'housing'], ['experts', 'housing'], ['risk', 'housing']);
    expect(desk.do('legality-request', 'housing')).toContain('“公平竞争审查”');
    expect(desk.do('fair-competition', 'housing', { evidence: null })).toContain('须附佐证材料');
    desk.through(['fair-competition', 'housing'], ['legality-request', 'housing']);
    desk.now = at('2026-03-09 09:00');
    expect(desk.do('legality', 'housing')).toContain('应由区司法局办理：《工作规则》第二十四条');
    desk.through(['disclosure', 'housing'], ['sheet', 'housing.principal']);
    expect(desk.do('submit', 'housing')).toContain('“合法性审查、报送政策解读材料和舆情应对方案”');
  });

  test('an objection of the legal body sends it back and needs its reasons', () => {
    const desk = DocumentDesk.open({ series: '长双府发', normative: true });
    desk.through(
      ['participation', 'housing'],
      ['experts', 'housing'],
      ['risk', 'housing'],
      ['legality-request', 'housing'],
    );
    desk.now = at('2026-03-10 09:00');
    desk.through(['legality', 'justice', { outcome: '不同意', opinion: '超越权限' }]);
    expect(desk.do('decision', 'office')).toContain('“合法性审查”');
    expect(desk.giveBack('legality', 'justice')).toBeNull();
    desk.through(['legality-request', 'housing']);
    // The time for the review runs anew.
    expect(desk.do('legality', 'justice')).toContain('最早为2026年3月17日');
  });
});
