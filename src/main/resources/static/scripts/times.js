// Times near now are told by their distance, such as "3 min ago", by the server's clock.
const HOUR = 3600;
const now = Date.parse(document.body.dataset.now) - Date.now();
const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { style: 'short', numeric: 'always' });
const tell = () => {
  for (const time of document.querySelectorAll('time[data-near="true"]')) {
    const seconds = Math.round((Date.parse(time.dateTime) - Date.now() - now) / 1000);
    time.dataset.far ||= time.textContent;
    const far = Math.abs(seconds) >= HOUR;
    const text = far ? time.dataset.far : Math.abs(seconds) < 60 ? words.format(seconds, 'second') : words.format(Math.trunc(seconds / 60), 'minute');
    if (time.textContent !== text) time.textContent = text;
  }
};
if (!Number.isNaN(now)) {
  tell();
  document.addEventListener('htmx:afterSwap', tell);
  setInterval(tell, 5000);
}
