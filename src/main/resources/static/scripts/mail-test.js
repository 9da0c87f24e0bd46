// Settings > Mail: the stages of a test, or of a search for settings, are shown as they happen. The answer to the form stays the whole
// result. Without this, the page works by reload.
const byId = (id) => document.getElementById(id);
const button = () => document.querySelector('[data-stream]');
const say = (text) => document.dispatchEvent(new CustomEvent('say', { detail: text.replace(/\s+/g, ' ').trim() }));
let stream = null;
let slow = 0;

const stop = () => {
  clearTimeout(slow);
  stream?.close();
  stream = null;
  const cancel = byId('cancel-test');
  if (cancel && cancel === document.activeElement) button().focus();
  if (cancel) cancel.hidden = true;
};

const path = () => `${button().dataset.stream}/${encodeURIComponent(document.querySelector('[name=testId]').value)}`;

const show = (event) => {
  const report = JSON.parse(event.data);
  const stage = byId('mail-test-result')?.querySelector(`[data-stage="${CSS.escape(report.stage)}"]`);
  if (!stage) return;
  stage.dataset.state = report.state;
  stage.querySelector('.mail-stage-state').textContent = report.text;
  // Read aloud, each of a dozen stages would be late. Only the one for which it takes patience is.
  clearTimeout(slow);
  if (report.state === 'running') slow = setTimeout(() => say(stage.querySelector('.mail-stage-head').textContent), 4000);
};

// The stream is open before the form is sent, so that no stage is missed. Without a stream the test runs all the same.
document.addEventListener('htmx:confirm', (event) => {
  if (event.target !== button() || !window.EventSource) return;
  event.preventDefault();
  stop();
  document.querySelector('[name=testId]').value = crypto.randomUUID?.() ?? document.querySelector('[name=testId]').value;
  byId('mail-test-result').replaceChildren(byId('mail-test-stages')?.content.cloneNode(true) ?? '');
  byId('cancel-test').hidden = false;
  say(button().dataset.running);
  let sent = false;
  const send = () => {
    if (!sent) event.detail.issueRequest(true);
    sent = true;
  };
  stream = new EventSource(path());
  stream.addEventListener('open', send);
  stream.addEventListener('stage', show);
  stream.addEventListener('error', () => { stream?.close(); send(); });
  setTimeout(send, 2000);
});
document.addEventListener('click', (event) => {
  if (event.target.id !== 'cancel-test') return;
  const body = new URLSearchParams();
  const token = button().form.elements._csrf;
  if (token) body.set('_csrf', token.value);
  fetch(`${path()}/cancel`, { method: 'POST', body }).catch(() => {});
});

document.addEventListener('htmx:beforeSwap', (event) => {
  if (event.detail.xhr.status === 429 && event.detail.requestConfig.elt.dataset.stream) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
document.addEventListener('htmx:afterRequest', (event) => {
  // Of the request: the button itself may be gone by now, together with the form that came back with errors.
  if (!event.detail.requestConfig.elt.dataset.stream) return;
  stop();
  if (!event.detail.xhr.status) byId('mail-test-result').replaceChildren();
  if (event.detail.xhr.status !== 200) return;
  byId('mail-test-result').querySelector('.alert')?.scrollIntoView({ block: 'nearest' });
  // A test that ran had a form without errors: those of the attempt before are settled.
  for (const said of document.querySelectorAll('#mail-form .invalid-feedback')) said.remove();
  for (const field of document.querySelectorAll('#mail-form [aria-invalid]')) {
    field.removeAttribute('aria-invalid');
    field.classList.remove('is-invalid');
  }
});
