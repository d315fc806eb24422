/** The frame of every page: head, banner, navigation, the switch that stops all sending, and foot. */
import { html, raw } from 'hono/html';
import { isInShadow } from '../../shared/domain/switching-on/rule-states.ts';
import { sayMoment } from '../words/labels.ts';
import { foldedForm, form, textField } from './form.ts';
import type { Html, PageContent, PageContext } from './page.ts';

const PAGES = [
  ['/', '首页'],
  ['/today', '今日'],
  ['/checks', '待核对'],
  ['/matters', '事项'],
  ['/weeks', '周安排'],
  ['/periods', '定期事项'],
  ['/assignments', '交办台账'],
  ['/notices', '提醒'],
  ['/calls', '电话'],
  ['/slips', '送达'],
  ['/absences', '外出'],
  ['/directory', '通讯录'],
  ['/reports', '报告'],
  ['/rules', '规则'],
  ['/calendar', '工作日历'],
] as const;

/** What is begun from every page. */
const ADDS = [
  ['/cases/new', '新建事项'],
  ['/assignments/new', '登记交办'],
  ['/meetings/new', '安排会议'],
  ['/events/new', '登记事件'],
] as const;

/** The whole document. */
export function layout(page: PageContext, { title, body }: PageContent): Html {
  const { directory, zone } = page.district;
  return html`${raw('<!doctype html>')}
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${directory.name}应办事项</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/page.css">
<script src="/assets/page.js" defer></script>
<noscript><meta http-equiv="refresh" content="60"></noscript>
</head>
<body data-now="${page.now}" data-speed="${String(page.speed)}">
${directory.demonstration ? html`<p class="demonstration">演示数据：${directory.name}及其单位、人员均为虚构，所列事项不代表任何真实情况。</p>` : null}
<header>
  <p class="brand"><a href="/">${directory.name}应办事项</a><span>${page.district.rulebook.title}</span></p>
  <p class="clock"><time data-clock>${sayMoment(page.now, zone)}</time>${page.speed === 1 ? null : html`<span class="mark">${String(page.speed)}倍速</span>`}</p>
  <nav>${PAGES.map(([path, name]) => html`<a href="${path}" ${isHere(page.path, path) ? raw('aria-current="page"') : ''}>${name}</a>`)}
  ${page.mayWrite ? html`<span class="adds">${ADDS.map(([path, name]) => html`<a class="add" href="${path}">${name}</a>`)}</span>` : null}</nav>
</header>
${messages(page)}
<main>
<h1>${title}</h1>
${body}
</main>
<footer>
  ${switchOf(page)}
  ${page.mayWrite ? null : html`<p>当前为只读查看。需要登记的，请从启动时显示的地址打开本页。</p>`}
</footer>
</body>
</html>`;
}

function isHere(path: string, link: string): boolean {
  const [own = ''] = path.split('?');
  return link === '/' ? own === '/' : own === link || own.startsWith(`${link}/`);
}

function messages(page: PageContext): Html {
  const sendingStopped = page.district.sendingStopped
    ? html`<p class="stopped" role="status">已暂停全部外发：提醒照常生成并留存，恢复后按规定发出。</p>`
    : null;
  const drafts = inShadow(page);
  const shadow =
    drafts === 0
      ? null
      : html`<p class="stopped" role="status">有${String(drafts)}条规则在试运行：提醒仅发办公室（拟发），不对外发出。<a href="/rules">核定并启用</a></p>`;
  const nobody =
    page.district.directory.people.size > 0
      ? null
      : html`<p class="stopped" role="status">通讯录尚无人员，提醒无法送达。请以本区通讯录建立数据：npm start -- --empty --directory 文件（须为新的数据文件夹）。</p>`;
  const trouble =
    page.trouble === null
      ? null
      : html`<p class="refusal" role="alert">系统运行异常，提醒可能延迟，请联系维护人员：${page.trouble}</p>`;
  const said =
    page.said === 'done' ? '已登记。' : page.said === 'again' ? '该操作此前已登记，未重复办理。' : null;
  return html`<div class="messages">${trouble}${nobody}${shadow}${sendingStopped}${said === null ? null : html`<p class="said" role="status">${said}</p>`}</div>`;
}

/** How many of the rules in use notify the office alone. */
function inShadow({ district }: PageContext): number {
  const ids = new Set(district.rulebook.rules.map(({ id }) => id));
  return [...ids].filter((id) => isInShadow(id, district.ruleStates)).length;
}

/** 暂停全部外发, within reach on every page. */
function switchOf(page: PageContext): Html | null {
  if (page.district.sendingStopped) {
    return form(page, {
      verb: 'sending.resume',
      about: 'district',
      hidden: { by: 'office' },
      submit: '恢复外发',
    });
  }
  return foldedForm(page, '暂停全部外发', {
    verb: 'sending.stop',
    about: 'district',
    hidden: { by: 'office' },
    submit: '暂停全部外发',
    fields: (own) => textField(own, { name: 'why', label: '原因', required: true }),
  });
}
