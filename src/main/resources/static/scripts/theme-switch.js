// The colours change in place. Nothing that was typed is lost.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('[data-theme-switch]') || !event.submitter) return;
  event.preventDefault();
  const theme = event.submitter.value;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  fetch(form.action, { method: 'POST', body, redirect: 'manual' }).catch(() => {});
  document.documentElement.dataset.theme = theme;
  document.dispatchEvent(new Event('theme'));
  for (const button of document.querySelectorAll('[data-theme-switch] button')) {
    button.setAttribute('aria-pressed', String(button.value === theme));
  }
});
