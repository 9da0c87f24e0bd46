// Says which fields of a form differ from what is saved, and asks before the page is left with them: data-saved has the saved fields as a
// browser would send them. Fields that are not among them say nothing; a secret is never among them with a value.
const form = () => document.querySelector('form[data-saved]');
let sent = false;

// A list shows its first choice where none is saved.
const shown = (name, saved) => {
  const choices = [...form().elements[name]?.options ?? []].map((choice) => choice.value);
  return choices.length > 0 && !choices.includes(saved) ? choices[0] : saved.replace(/\r\n/g, '\n');
};

const labels = () => {
  const typed = new FormData(form());
  return [...new URLSearchParams(form().dataset.saved)]
    .filter(([name, saved]) => (typed.get(name) ?? '').replace(/\r\n/g, '\n') !== shown(name, saved))
    .map(([name]) => form().querySelector(`label[for="${CSS.escape(name)}"]`)?.textContent)
    .filter(Boolean);
};

const tell = () => {
  const place = form()?.querySelector('[data-unsaved]');
  if (!place) return;
  const unsaved = labels();
  place.hidden = unsaved.length === 0;
  place.querySelector('[data-unsaved-fields]').textContent = unsaved.join(', ');
  place.title = unsaved.join(', ');
};

tell();
for (const change of ['input', 'change', 'htmx:afterSettle']) document.addEventListener(change, tell);
document.addEventListener('submit', (event) => { sent = event.target === form(); });
document.addEventListener('not-sent', () => { sent = false; });
window.addEventListener('beforeunload', (event) => {
  if (!sent && form() && labels().length > 0) event.preventDefault();
});
