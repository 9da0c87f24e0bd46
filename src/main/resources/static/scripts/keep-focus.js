// The keyboard goes on from the button that was pressed, though a request in the background disabled or replaced it.
let pressed = null;
document.addEventListener('htmx:beforeRequest', (event) => {
  const focused = document.activeElement;
  if (focused.id && event.target.contains(focused)) pressed = focused.id;
});
document.addEventListener('htmx:afterRequest', () => {
  if (document.activeElement === document.body && pressed) document.getElementById(pressed)?.focus({ preventScroll: true });
  if (document.activeElement !== document.body) pressed = null;
});
