// Settings > Mail: a typed password outlives a form that comes back from the server, which never holds one.
const secrets = ['password', 'oauthClientSecret'];
let typed = {};
document.addEventListener('htmx:beforeSwap', () => {
  for (const id of secrets) typed[id] = document.getElementById(id)?.value ?? '';
});
document.addEventListener('htmx:afterSettle', () => {
  for (const id of secrets) {
    const field = document.getElementById(id);
    if (field && !field.value) field.value = typed[id] ?? '';
  }
  typed = {};
});
