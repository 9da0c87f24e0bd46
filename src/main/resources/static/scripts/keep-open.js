// What was unfolded stays unfolded when the page brings itself up to date.
let open = [];
document.addEventListener('htmx:beforeSwap', (event) => {
  open = [...event.target.querySelectorAll('details[id][open]')].map((details) => details.id);
});
document.addEventListener('htmx:afterSwap', () => {
  for (const id of open) {
    const details = document.getElementById(id);
    if (details) details.open = true;
  }
});
