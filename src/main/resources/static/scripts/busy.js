// What takes a while says so: data-busy on the form.
document.addEventListener('submit', (event) => {
  const form = event.target;
  const text = form.dataset.busy;
  if (!text || event.defaultPrevented) return;
  const button = event.submitter;
  const label = button.textContent;
  setTimeout(() => {
    button.disabled = true;
    button.textContent = text;
    form.setAttribute('aria-busy', 'true');
    document.dispatchEvent(new CustomEvent('say', { detail: text }));
  });
  form.addEventListener('not-sent', () => {
    button.disabled = false;
    button.textContent = label;
    form.removeAttribute('aria-busy');
  }, { once: true });
});
// On the way back to the page the form may be sent again.
window.addEventListener('pageshow', (event) => {
  if (event.persisted && document.querySelector('[aria-busy="true"]')) window.location.reload();
});
