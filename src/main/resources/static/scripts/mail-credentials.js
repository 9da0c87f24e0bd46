// Settings > Mail: the box of the default credentials switches the fields below it.
const byId = (id) => document.getElementById(id);
const follow = () => {
  const box = byId('useDefaultCredentials');
  if (!box) return;
  for (const id of ['username', 'password']) byId(id).disabled = box.checked;
  for (const button of document.querySelectorAll('[data-without-script]')) button.hidden = true;
};
follow();
document.addEventListener('change', (event) => {
  if (event.target.id === 'useDefaultCredentials') follow();
});
document.addEventListener('htmx:afterSettle', follow);
