/** The little that pages do by themselves: count down, and renew what changes while nobody is typing in it. */
export const SCRIPT = `'use strict';
(() => {
  const started = performance.now();
  const body = document.body;
  const speed = Number(body.dataset.speed) || 1;
  let base = Date.parse(body.dataset.now);
  let since = started;
  const now = () => base + (performance.now() - since) * speed;

  const say = (seconds) => {
    const total = Math.floor(Math.abs(seconds));
    const days = Math.floor(total / 86400), hours = Math.floor(total / 3600) % 24, minutes = Math.floor(total / 60) % 60;
    if (days > 0) return days + '天' + (hours > 0 ? hours + '小时' : '');
    if (hours > 0) return hours + '小时' + (minutes > 0 ? minutes + '分' : '');
    if (minutes > 0) return minutes + '分' + (total % 60 > 0 ? (total % 60) + '秒' : '钟');
    return total + '秒';
  };
  const tick = () => {
    for (const shown of document.querySelectorAll('[data-due]')) {
      const left = (Date.parse(shown.dataset.due) - now()) / 1000;
      shown.textContent = (left >= 0 ? '还有' : '已过') + say(left);
      shown.classList.toggle('past', left < 0);
      shown.classList.toggle('near', left >= 0 && left < 3 * 3600);
    }
  };
  tick();
  setInterval(tick, 1000);

  const busy = (part) =>
    part.contains(document.activeElement) && document.activeElement.matches('input, select, textarea') ||
    part.querySelector('.refusal') !== null;
  const openIn = (part) => [...part.querySelectorAll('details')].map((one) => one.open);
  const renew = async () => {
    if (document.hidden) return;
    const parts = [...document.querySelectorAll('[data-live]')].filter((part) => !busy(part) && part.querySelector('.fold[open]') === null);
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      base = Date.parse(fresh.body.dataset.now);
      since = performance.now();
      for (const clock of document.querySelectorAll('[data-clock]')) clock.textContent = fresh.querySelector('[data-clock]').textContent;
      for (const part of parts) {
        const other = fresh.getElementById(part.id);
        if (!other || busy(part)) continue;
        const open = openIn(part);
        const same = part.querySelectorAll('details').length === other.querySelectorAll('details').length;
        part.replaceChildren(...other.childNodes);
        if (same) part.querySelectorAll('details').forEach((one, index) => { one.open = open[index]; });
      }
      tick();
    } catch {
      // The program may be stopped for a moment; the next round tries again.
    }
  };
  setInterval(renew, speed > 1 ? 1500 : 10000);

  addEventListener('submit', (event) => {
    const button = event.target.querySelector('button[type=submit]');
    if (button) setTimeout(() => { button.disabled = true; });
  });
})();
`;
