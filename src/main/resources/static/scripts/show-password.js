// Shows a password that is being typed, until it is sent: data-show-password names its field.
const shown = (button, visible) => {
  document.getElementById(button.dataset.showPassword).type = visible ? 'text' : 'password';
  button.setAttribute('aria-pressed', String(visible));
};
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-show-password]');
  if (button) shown(button, button.getAttribute('aria-pressed') !== 'true');
});
// A browser offers to keep what was sent as a password, and remembers other text for everybody who types here.
document.addEventListener('submit', (event) => {
  for (const button of event.target.querySelectorAll('[data-show-password][aria-pressed="true"]')) shown(button, false);
});
