// A request in the background that failed is told on the page, except one that the page makes by itself (data-unasked): it asks
// again. One that met the sign-in page shows that page.
const tell = (what) => {
  const trouble = document.getElementById('trouble');
  if (!trouble) return;
  trouble.hidden = !what;
  trouble.textContent = what ? trouble.dataset[what] : '';
  if (what) trouble.scrollIntoView({ block: 'nearest' });
};
const told = (what) => (event) => {
  if (!event.target.matches('[data-unasked]')) tell(what);
};
document.addEventListener('htmx:beforeRequest', told(null));
document.addEventListener('htmx:sendError', told('network'));
document.addEventListener('htmx:responseError', told('server'));
document.addEventListener('htmx:beforeSwap', (event) => {
  const answered = event.detail.xhr.responseURL;
  if (answered && /\/(login|reauthenticate)$/.test(new URL(answered).pathname)) {
    event.detail.shouldSwap = false;
    window.location.assign(answered);
  }
});
