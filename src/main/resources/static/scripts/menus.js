// Menus close by Escape, by a click elsewhere, and when the keyboard goes on to what they would cover.
const menus = () => document.querySelectorAll('details[data-menu][open]');
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});
for (const elsewhere of ['click', 'focusin']) {
  document.addEventListener(elsewhere, (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
}
